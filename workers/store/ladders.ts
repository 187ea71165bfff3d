import type { Ladder } from '../../processes/escalation/ladder.ts';
import type { Store, Tx } from './connect.ts';

export type LadderRow = Omit<Ladder, 'id'> & { readonly _id: string };

export interface LadderStore {
  /** Opens the ladder of a clock for one instance; the ladder as it stands, whoever opened it. */
  readonly openOnce: (ladder: Ladder) => Promise<Ladder>;
  readonly find: (clockId: string, tx?: Tx) => Promise<Ladder | null>;
  readonly ofCase: (caseId: string) => Promise<Ladder[]>;
  /** Ladders that go on, those standing highest first. */
  readonly open: (which: {
    readonly rung: number | null;
    readonly limit: number;
  }) => Promise<Ladder[]>;
  /** Writes a ladder that was read in the same transaction. */
  readonly save: (tx: Tx, ladder: Ladder) => Promise<void>;
  /** Notes when the next rung comes. */
  readonly plan: (clockId: string, nextAt: Date) => Promise<void>;
  /** Ends a ladder; one that has ended keeps how. */
  readonly endOnce: (clockId: string, outcome: 'met' | 'top', at: Date, tx?: Tx) => Promise<void>;
}

function toLadder({ _id, ...rest }: LadderRow): Ladder {
  return { id: _id, ...rest };
}

/** The supervision ladders, one for each overdue clock. */
export function createLadderStore(store: Store): LadderStore {
  const rows = store.rows<LadderRow>('ladders');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    openOnce: async (ladder) => {
      const { id, ...fields } = ladder;
      const found = await rows.findOneAndUpdate(
        { _id: id },
        { $setOnInsert: fields },
        { upsert: true, returnDocument: 'after' },
      );
      return found === null ? ladder : toLadder(found);
    },
    find: async (clockId, tx) => {
      const row = await rows.findOne({ _id: clockId }, within(tx));
      return row === null ? null : toLadder(row);
    },
    ofCase: async (caseId) =>
      (await rows.find({ caseId }).sort({ openedAt: 1, _id: 1 }).toArray()).map(toLadder),
    open: async ({ rung, limit }) =>
      (
        await rows
          .find({ endedAt: null, ...(rung === null ? {} : { rung }) })
          .sort({ rung: -1, openedAt: 1, _id: 1 })
          .limit(limit)
          .toArray()
      ).map(toLadder),
    save: async (tx, { id, ...fields }) => {
      await rows.updateOne({ _id: id }, { $set: fields }, { session: tx.session });
    },
    plan: async (clockId, nextAt) => {
      await rows.updateOne({ _id: clockId, endedAt: null }, { $set: { nextAt } });
    },
    endOnce: async (clockId, outcome, at, tx) => {
      await rows.updateOne(
        { _id: clockId, endedAt: null },
        { $set: { endedAt: at, outcome, nextAt: null } },
        within(tx),
      );
    },
  };
}
