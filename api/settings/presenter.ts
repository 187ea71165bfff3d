import { type Difference, differencesOf } from '../../processes/settings/differences.ts';
import type { Proposal } from '../../processes/settings/proposal.ts';
import type { SettingVersionRow } from '../../workers/store/setting-versions.ts';
import type { Person } from '../person.ts';
import { maySettle } from './policy.ts';
import type { DifferenceView, ProposalView, VersionView } from './schema.ts';
import { type DifferenceWords, presentDifference } from './words.ts';

/** Names that changes are shown with. */
export interface SettingNames extends DifferenceWords {
  readonly people: ReadonlyMap<string, string>;
}

type Place = Pick<Proposal, 'kind' | 'key'>;

const personOf = (id: string, { people }: SettingNames) => ({ id, name: people.get(id) ?? id });

/** Whose setting it is; null for one of the house. */
export function nameOf({ kind, key }: Place, { units, people }: SettingNames): string | null {
  if (kind === 'unit') return units.get(key) ?? key;
  return kind === 'person' ? (people.get(key) ?? key) : null;
}

/** What a change does, in the reader's words. */
export function presentDifferences(
  both: { readonly before: unknown; readonly after: unknown },
  names: SettingNames,
): DifferenceView[] {
  return differencesOf(both.before, both.after).map((one: Difference) =>
    presentDifference(one, both, names),
  );
}

/** A change that waits. */
export function presentProposal(
  proposal: Proposal,
  names: SettingNames,
  reader: Person,
): ProposalView {
  const { id, kind, key, base, at, reason, restores, before, after, by } = proposal;
  return {
    ...{ id, kind, key, base, reason, restores, name: nameOf(proposal, names) },
    ...{ by: personOf(by, names), at: at.toISOString() },
    differences: presentDifferences({ before, after }, names),
    mine: by === reader.id,
    mayDecide: maySettle(proposal, reader),
  };
}

/** A change that came into force. */
export function presentVersion(row: SettingVersionRow, names: SettingNames): VersionView {
  const { kind, key, version, at, reason, restores, before, after, by, approvedBy } = row;
  return {
    ...{ kind, key, version, reason, restores, name: nameOf(row, names) },
    ...{ by: personOf(by, names), at: at.toISOString() },
    differences: presentDifferences({ before, after }, names),
    approvedBy: approvedBy === null ? null : personOf(approvedBy, names),
    remark: row.remark || null,
    alone: row.alone,
  };
}
