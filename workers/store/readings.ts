import type { Store } from './connect.ts';

/** One reading of a citizen's identity or of a confidential attachment. */
export interface ReadingRow {
  readonly caseId: string;
  readonly userId: string;
  readonly what: 'identity' | 'attachment';
  readonly reason: string;
  readonly requestId: string;
  readonly at: Date;
}

export interface ReadingStore {
  /** Written before anything is shown. */
  readonly record: (row: ReadingRow) => Promise<void>;
  readonly ofCase: (caseId: string) => Promise<ReadingRow[]>;
}

/** Who read whose identity, when and why. */
export function createReadingStore(store: Store): ReadingStore {
  const rows = store.rows<ReadingRow>('identity_readings');
  return {
    record: async (row) => {
      await rows.insertOne({ ...row });
    },
    ofCase: (caseId) =>
      rows.find({ caseId }).project<ReadingRow>({ _id: 0 }).sort({ at: 1 }).toArray(),
  };
}
