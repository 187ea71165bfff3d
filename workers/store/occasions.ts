import type { Occasion } from '../../processes/score/score.ts';
import type { Store, Tx } from './connect.ts';

/** What became of an occasion: the rule gave points, or none. */
export type Settled = 'recorded' | 'no-points';

export interface OccasionRow extends Omit<Occasion, 'id'> {
  readonly _id: string;
  readonly instanceKey: string | null;
  readonly settled: Settled | null;
}

export type KnownOccasion = Occasion & Pick<OccasionRow, 'instanceKey' | 'settled'>;

export interface OccasionStore {
  /** True for the first who notes it; a repetition changes nothing. */
  readonly putOnce: (tx: Tx, occasion: Occasion) => Promise<boolean>;
  readonly find: (occasionId: string, tx?: Tx) => Promise<KnownOccasion | null>;
  /** Claims the occasion for the instance that judges it; null when another instance has it, or there is none. */
  readonly claim: (occasionId: string, instanceKey: string) => Promise<KnownOccasion | null>;
  readonly settle: (tx: Tx, occasionId: string, how: Settled) => Promise<void>;
}

function toOccasion({ _id, ...rest }: OccasionRow): KnownOccasion {
  return { id: _id, ...rest };
}

/** What may cost or earn a unit points, as it was noted with its cause. */
export function createOccasionStore(store: Store): OccasionStore {
  const rows = store.rows<OccasionRow>('score_occasions');
  return {
    putOnce: async (tx, { id, ...fields }) => {
      const done = await rows.updateOne(
        { _id: id },
        { $setOnInsert: { ...fields, instanceKey: null, settled: null } },
        { upsert: true, session: tx.session },
      );
      return done.upsertedCount === 1;
    },
    find: async (occasionId, tx) => {
      const row = await rows.findOne(
        { _id: occasionId },
        tx === undefined ? {} : { session: tx.session },
      );
      return row === null ? null : toOccasion(row);
    },
    claim: async (occasionId, instanceKey) => {
      const row = await rows.findOneAndUpdate(
        { _id: occasionId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      );
      return row === null ? null : toOccasion(row);
    },
    settle: async (tx, occasionId, how) => {
      await rows.updateOne(
        { _id: occasionId, settled: null },
        { $set: { settled: how } },
        { session: tx.session },
      );
    },
  };
}
