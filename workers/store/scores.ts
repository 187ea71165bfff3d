import type { mongo } from 'mongoose';
import type { Correction, Score } from '../../processes/score/score.ts';
import type { Store, Tx } from './connect.ts';

/** The id of a score is that of its occasion: an occasion costs points once. */
export type ScoreRow = Omit<Score, 'id'> & { readonly _id: string };
export type CorrectionRow = Omit<Correction, 'id'> & { readonly _id: string };

export interface ScoreFilter {
  /** Null: of every unit. */
  readonly unitIds: readonly string[] | null;
  /** By the instant of the occasion: `from` inclusive, `until` exclusive. */
  readonly from?: Date;
  readonly until?: Date;
  readonly kind?: Score['kind'];
}

export interface ScoreStore {
  /** True for the first; an occasion that has its points keeps them. */
  readonly putOnce: (tx: Tx, score: Score) => Promise<boolean>;
  readonly find: (scoreId: string, tx?: Tx) => Promise<Score | null>;
  readonly ofClock: (tx: Tx, clockId: string) => Promise<Score[]>;
  /** The newest occasion first. */
  readonly list: (
    filter: ScoreFilter,
    page?: {
      readonly after: { readonly at: Date; readonly id: string } | null;
      readonly limit: number;
    },
  ) => Promise<Score[]>;
  readonly correctOnce: (tx: Tx, correction: Correction) => Promise<boolean>;
  readonly correctionsOf: (scoreIds: readonly string[]) => Promise<Correction[]>;
}

function toScore({ _id, ...rest }: ScoreRow): Score {
  return { id: _id, ...rest };
}

function filterOf({ unitIds, from, until, kind }: ScoreFilter): mongo.Filter<ScoreRow> {
  return {
    ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
    ...(from === undefined && until === undefined
      ? {}
      : {
          at: {
            ...(from === undefined ? {} : { $gte: from }),
            ...(until === undefined ? {} : { $lt: until }),
          },
        }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** The ledger of points: entries are added and corrected by others, never changed and never deleted. */
export function createScoreStore(store: Store): ScoreStore {
  const rows = store.rows<ScoreRow>('scores');
  const corrections = store.rows<CorrectionRow>('score_corrections');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    putOnce: async (tx, { id, ...fields }) => {
      const done = await rows.updateOne(
        { _id: id },
        { $setOnInsert: fields },
        { upsert: true, session: tx.session },
      );
      return done.upsertedCount === 1;
    },
    find: async (scoreId, tx) => {
      const row = await rows.findOne({ _id: scoreId }, within(tx));
      return row === null ? null : toScore(row);
    },
    ofClock: async (tx, clockId) =>
      (await rows.find({ clockId }, within(tx)).toArray()).map(toScore),
    list: async (filter, page) => {
      const behind: mongo.Filter<ScoreRow> =
        page?.after == null
          ? {}
          : {
              $or: [
                { at: { $lt: page.after.at } },
                { at: page.after.at, _id: { $gt: page.after.id } },
              ],
            };
      const found = rows.find({ $and: [filterOf(filter), behind] }).sort({ at: -1, _id: 1 });
      return (await (page === undefined ? found : found.limit(page.limit)).toArray()).map(toScore);
    },
    correctOnce: async (tx, { id, ...fields }) => {
      const done = await corrections.updateOne(
        { _id: id },
        { $setOnInsert: fields },
        { upsert: true, session: tx.session },
      );
      return done.upsertedCount === 1;
    },
    correctionsOf: async (scoreIds) => {
      const found = await corrections
        .find({ scoreId: { $in: [...scoreIds] } })
        .sort({ at: 1, _id: 1 })
        .toArray();
      return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    },
  };
}
