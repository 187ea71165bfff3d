import type { Actor } from '../../processes/complaint/case.ts';
import { entryOfMove } from './clock-moves.ts';
import type { EntryRow } from './entries.ts';

/** A text of an incident as an entry: the log knows it by its salted digest. */
export function incidentEntry(
  about: {
    readonly incidentId: string;
    /** What it is a text of: `fact-1`, `question-2:answer`, the key of a task. */
    readonly of: string;
    readonly action: string;
    readonly by: Actor;
    readonly at: Date;
  },
  fields: Readonly<Record<string, unknown>>,
): EntryRow {
  const { incidentId: caseId, of, action, by, at } = about;
  return entryOfMove(`${caseId}:${of}`, { caseId, by, at }, action, fields);
}

/** The digests of entries, as an action names them. */
export function digestsOf(...entries: readonly EntryRow[]): { digests: Record<string, string> } {
  return { digests: Object.fromEntries(entries.map(({ _id, digest }) => [_id, digest])) };
}
