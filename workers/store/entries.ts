import type { Actor } from '../../processes/complaint/case.ts';
import type { Store, Tx } from './connect.ts';

/** The erasable texts of our side: what a step's form collected. The log keeps only the salted digest. */
export interface EntryRow {
  readonly _id: string;
  readonly caseId: string;
  readonly step: string;
  readonly action: string | null;
  readonly taskKey: string | null;
  readonly by: Actor;
  readonly at: Date;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly salt: string;
  readonly digest: string;
}

export interface EntryStore {
  readonly put: (tx: Tx, row: EntryRow) => Promise<void>;
  readonly ofCase: (caseId: string) => Promise<EntryRow[]>;
  /** The newest entry of an action, e.g. the draft that is to be signed; null when there is none. */
  readonly newest: (caseId: string, action: string, tx?: Tx) => Promise<EntryRow | null>;
}

/** The case file's texts. */
export function createEntryStore(store: Store): EntryStore {
  const rows = store.rows<EntryRow>('entries');
  return {
    put: async (tx, row) => {
      await rows.insertOne(row, { session: tx.session });
    },
    ofCase: (caseId) => rows.find({ caseId }).sort({ at: 1, _id: 1 }).toArray(),
    newest: (caseId, action, tx) =>
      rows
        .find({ caseId, action }, tx === undefined ? {} : { session: tx.session })
        .sort({ at: -1, _id: -1 })
        .limit(1)
        .next(),
  };
}
