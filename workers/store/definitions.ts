import type { Store } from './connect.ts';

/** A diagram, a decision or the file a decision stands in, as deployed. */
export interface DefinitionRow {
  /** Process definition key, decision key or decision requirements key. */
  readonly _id: string;
  readonly kind: 'process' | 'decision' | 'requirements';
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** The set it was published with. */
  readonly versionTag: string | null;
  readonly checksum: string | null;
  readonly resourceName: string | null;
  /** Of a decision: the file it stands in. */
  readonly requirementsKey: string | null;
  /** The XML text; of a decision null. */
  readonly resource: string | null;
  /** Of a diagram: what its elements are labelled. */
  readonly labels: Readonly<Record<string, string>>;
  /** Partitions that have shown it, ascending: it is in force where it was shown. */
  readonly partitions: readonly number[];
  readonly deployedAt: Date;
}

/** A form as deployed. */
export interface FormRow {
  readonly _id: string;
  readonly formId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly checksum: string | null;
  readonly resourceName: string | null;
  /** The form-js schema as JSON text. */
  readonly schema: string;
  readonly partitions: readonly number[];
  readonly deployedAt: Date;
}

/** A file as the record stream keeps it. */
export interface DeployedText {
  readonly name: string;
  readonly content: string;
  readonly versionTag: string | null;
  readonly deployedAt: Date;
}

export interface DefinitionStore {
  readonly find: (key: string) => Promise<DefinitionRow | null>;
  readonly newest: (kind: DefinitionRow['kind'], id: string) => Promise<DefinitionRow | null>;
  readonly versions: (kind: DefinitionRow['kind'], id: string) => Promise<DefinitionRow[]>;
  readonly findForm: (formKey: string) => Promise<FormRow | null>;
  readonly newestForm: (formId: string) => Promise<FormRow | null>;
  /** Which partitions have shown each of these processes, decisions, their files and forms. */
  readonly shownBy: (keys: readonly string[]) => Promise<ReadonlyMap<string, readonly number[]>>;
  /** The newest text of every diagram, decision file and form. */
  readonly newestTexts: () => Promise<DeployedText[]>;
  /** Whether anything was ever deployed: what is shipped goes into an empty installation only. */
  readonly isEmpty: () => Promise<boolean>;
}

/** Definitions and forms as the record stream tells them. */
export function createDefinitionStore(store: Store): DefinitionStore {
  const definitions = store.rows<DefinitionRow>('definitions');
  const forms = store.rows<FormRow>('forms');
  return {
    find: (key) => definitions.findOne({ _id: key }),
    newest: (kind, id) => definitions.findOne({ kind, id }, { sort: { version: -1 } }),
    versions: (kind, id) => definitions.find({ kind, id }).sort({ version: -1 }).toArray(),
    findForm: (formKey) => forms.findOne({ _id: formKey }),
    newestForm: (formId) => forms.findOne({ formId }, { sort: { version: -1 } }),
    shownBy: async (keys) => {
      const among = { _id: { $in: [...keys] } };
      const seen = { projection: { partitions: 1 } } as const;
      const rows = await Promise.all([
        definitions.find(among, seen).toArray(),
        forms.find(among, seen).toArray(),
      ]);
      return new Map(rows.flat().map(({ _id, partitions }) => [_id, partitions]));
    },
    newestTexts: async () => {
      const [texts, schemas] = await Promise.all([
        definitions
          .find({ resource: { $ne: null } })
          .sort({ version: 1 })
          .toArray(),
        forms.find({}).sort({ version: 1 }).toArray(),
      ]);
      const told = [
        ...texts.map(({ kind, id, resource, resourceName, versionTag, deployedAt }) => ({
          ...{ of: `${kind}:${id}`, versionTag, deployedAt },
          ...{ name: resourceName ?? '', content: resource ?? '' },
        })),
        ...schemas.map(({ formId, schema, resourceName, versionTag, deployedAt }) => ({
          ...{ of: `form:${formId}`, versionTag, deployedAt },
          ...{ name: resourceName ?? `${formId}.form`, content: schema },
        })),
      ];
      const newest = new Map(told.map(({ of, ...text }) => [of, text]));
      return [...newest.values()];
    },
    isEmpty: async () => (await definitions.findOne({})) === null,
  };
}
