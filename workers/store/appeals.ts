import { Refusal } from '../../processes/refusal.ts';
import type { Appeal, Review } from '../../processes/score/score.ts';
import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

type AppealRow = Omit<Appeal, 'id'> & { readonly _id: string };

export interface AppealStore {
  /** @throws Refusal `APPEAL_MADE` when there is one already */
  readonly put: (tx: Tx, appeal: Appeal) => Promise<void>;
  readonly find: (appealId: string) => Promise<Appeal | null>;
  readonly ofScores: (scoreIds: readonly string[]) => Promise<Appeal[]>;
  /** The appeal that an instance handles. */
  readonly ofInstance: (tx: Tx, instanceKey: string) => Promise<Appeal | null>;
  /** Claims the appeal for the instance that handles it; false when another one has it, or there is none. */
  readonly claim: (appealId: string, instanceKey: string) => Promise<boolean>;
  /** @throws Refusal `APPEAL_DECIDED` when somebody was first */
  readonly review: (tx: Tx, appealId: string, review: Review) => Promise<void>;
}

function toAppeal({ _id, ...rest }: AppealRow): Appeal {
  return { id: _id, ...rest };
}

/** The appeals of units against points they lost. */
export function createAppealStore(store: Store): AppealStore {
  const rows = store.rows<AppealRow>('appeals');
  return {
    put: async (tx, { id, ...fields }) => {
      try {
        await rows.insertOne({ _id: id, ...fields }, { session: tx.session });
      } catch (error) {
        if (isDuplicateKey(error)) throw new Refusal('APPEAL_MADE');
        throw error;
      }
    },
    find: async (appealId) => {
      const row = await rows.findOne({ _id: appealId });
      return row === null ? null : toAppeal(row);
    },
    ofScores: async (scoreIds) =>
      (await rows.find({ scoreId: { $in: [...scoreIds] } }).toArray()).map(toAppeal),
    ofInstance: async (tx, instanceKey) => {
      const row = await rows.findOne({ instanceKey }, { session: tx.session });
      return row === null ? null : toAppeal(row);
    },
    claim: async (appealId, instanceKey) => {
      const done = await rows.updateOne(
        { _id: appealId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
      );
      return done.matchedCount === 1;
    },
    review: async (tx, appealId, review) => {
      const done = await rows.updateOne(
        { _id: appealId, review: null },
        { $set: { review } },
        { session: tx.session },
      );
      if (done.matchedCount === 0) throw new Refusal('APPEAL_DECIDED');
    },
  };
}
