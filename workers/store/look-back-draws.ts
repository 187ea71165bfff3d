import type { mongo } from 'mongoose';
import type { CaseRow } from './cases.ts';
import type { Store, Tx } from './connect.ts';

/** Which closed cases are drawn from; null asks for no restriction. */
export interface DrawFilter {
  /** Answered at or after this instant. */
  readonly from: Date | null;
  /** Answered before this instant. */
  readonly until: Date | null;
  readonly unitId: string | null;
  readonly topic: string | null;
  /** Only those whose sender said that the answer did not answer them. */
  readonly unanswered: boolean;
}

/** A draw, as it can be drawn again: the order is that of the digests of its id and those of the cases. */
export interface DrawRow {
  readonly _id: string;
  readonly filter: DrawFilter;
  /** How many were asked for. */
  readonly size: number;
  /** How many there were to be drawn from. */
  readonly pool: number;
  readonly caseIds: readonly string[];
  readonly by: string | null;
  readonly at: Date;
  /** Of the request, so that one sent twice draws once. */
  readonly key: string;
}

/** More cases than an institution closes in a year are narrowed down first. */
export const mostInPool = 50_000;

function poolOf({ from, until, unitId, topic, unanswered }: DrawFilter): mongo.Filter<CaseRow> {
  const at = {
    ...(from === null ? {} : { $gte: from }),
    ...(until === null ? {} : { $lt: until }),
  };
  return {
    status: { $in: ['answered', 'archived'] },
    ...{ confidential: false, lookBack: { $exists: false }, reopenedAs: { $exists: false } },
    ...{ recourse: { $exists: false }, erasedAt: { $exists: false }, merged: null },
    ...(from === null && until === null ? {} : { closedAt: at }),
    ...(unitId === null ? {} : { unitId }),
    ...(topic === null ? {} : { topic }),
    ...(unanswered ? { 'rating.answered': false } : {}),
  };
}

export interface DrawStore {
  /** Ids of the cases that can be drawn, in their order; at most one more than `mostInPool`. */
  readonly pool: (filter: DrawFilter) => Promise<string[]>;
  readonly poolSize: (filter: DrawFilter) => Promise<number>;
  readonly put: (tx: Tx, row: DrawRow) => Promise<void>;
  readonly ofKey: (key: string) => Promise<DrawRow | null>;
  readonly find: (drawId: string) => Promise<DrawRow | null>;
  /** Newest first. */
  readonly list: (limit: number) => Promise<DrawRow[]>;
  /** The drawn cases as they stand. */
  readonly drawn: (row: DrawRow) => Promise<CaseRow[]>;
}

/** The draws of closed cases for looking back. */
export function createDrawStore(store: Store): DrawStore {
  const rows = store.rows<DrawRow>('look_back_draws');
  const cases = store.rows<CaseRow>('cases');
  return {
    pool: async (filter) => {
      const found = await cases
        .find(poolOf(filter), { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(mostInPool + 1)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    poolSize: (filter) => cases.countDocuments(poolOf(filter), { limit: mostInPool + 1 }),
    put: async (tx, row) => {
      await rows.insertOne(row, { session: tx.session });
    },
    ofKey: (key) => rows.findOne({ key }),
    find: (drawId) => rows.findOne({ _id: drawId }),
    list: (limit) => rows.find({}).sort({ at: -1, _id: 1 }).limit(limit).toArray(),
    drawn: (row) =>
      cases
        .find({ _id: { $in: [...row.caseIds] } })
        .sort({ _id: 1 })
        .toArray(),
  };
}
