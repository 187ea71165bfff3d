import type { Store } from './connect.ts';
import type { DefinitionRow, FormRow } from './definitions.ts';

/** A definition without its text, as lists show it. */
export interface ListedDefinition {
  readonly id: string;
  readonly kind: 'process' | 'decision' | 'form';
  readonly name: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly deployedAt: Date;
}

export interface DefinitionListStore {
  /** The newest version of every diagram, decision and form. */
  readonly newest: () => Promise<ListedDefinition[]>;
}

/** The read model of what is deployed. */
export function createDefinitionListStore(store: Store): DefinitionListStore {
  const definitions = store.rows<DefinitionRow>('definitions');
  const forms = store.rows<FormRow>('forms');

  async function newestDefinitions(): Promise<ListedDefinition[]> {
    const rows = await definitions
      .find({ kind: { $in: ['process', 'decision'] } })
      .sort({ version: 1 })
      .project<Omit<DefinitionRow, 'resource' | 'labels'>>({ resource: 0, labels: 0 })
      .toArray();
    const newest = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row]));
    return [...newest.values()].map(({ id, kind, name, version, versionTag, deployedAt }) => ({
      ...{ id, name, version, versionTag, deployedAt },
      kind: kind === 'process' ? 'process' : 'decision',
    }));
  }

  async function newestForms(): Promise<ListedDefinition[]> {
    const rows = await forms
      .find({})
      .sort({ version: 1 })
      .project<Omit<FormRow, 'schema'>>({ schema: 0 })
      .toArray();
    const newest = new Map(rows.map((row) => [row.formId, row]));
    return [...newest.values()].map(({ formId, version, versionTag, deployedAt }) => ({
      ...{ id: formId, name: formId, version, versionTag, deployedAt },
      kind: 'form',
    }));
  }

  return {
    newest: async () => {
      const [first, second] = await Promise.all([newestDefinitions(), newestForms()]);
      return [...first, ...second].sort(
        (a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id),
      );
    },
  };
}
