import type { Store } from './connect.ts';

/** The ladder of one overdue clock: which instance climbs it, and how far it is. */
export interface LadderRow {
  readonly _id: string;
  readonly caseId: string;
  readonly instanceKey: string;
  readonly rung: number;
  readonly openedAt: Date;
}

export interface LadderStore {
  /** Opens the ladder of a clock for one instance; the ladder as it stands, whoever opened it. */
  readonly openOnce: (row: LadderRow) => Promise<LadderRow>;
}

/** The supervision ladders. */
export function createLadderStore(store: Store): LadderStore {
  const rows = store.rows<LadderRow>('ladders');
  return {
    openOnce: async (row) => {
      const { _id, ...fields } = row;
      const found = await rows.findOneAndUpdate(
        { _id },
        { $setOnInsert: fields },
        { upsert: true, returnDocument: 'after' },
      );
      return found ?? row;
    },
  };
}
