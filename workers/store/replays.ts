import type { mongo } from 'mongoose';
import type { Channel } from '../../processes/complaint/statuses.ts';
import type { SetFile } from '../../processes/models/file.ts';
import type { Difference, DifferenceKind } from '../../processes/replay/differences.ts';
import { noReplayTally, type ReplayTally } from '../../processes/replay/tally.ts';
import type { Store, Tx } from './connect.ts';

/** Which past cases are replayed; null asks for no restriction. */
export interface ReplayFilter {
  /** Received from then on. */
  readonly from: Date | null;
  /** Received before. */
  readonly until: Date | null;
  readonly topic: string | null;
  readonly channel: Channel | null;
  readonly unitId: string | null;
}

/** A walk through past cases, asking the rules in force and those of a draft the same questions. Changes nothing. */
export interface ReplayRun {
  readonly id: string;
  readonly draftId: string;
  /** What the draft was called. */
  readonly name: string;
  /** Version of the set in force. */
  readonly base: string;
  /** The decision files of both sides as they were when it was asked for. */
  readonly before: readonly SetFile[];
  readonly after: readonly SetFile[];
  readonly filter: ReplayFilter;
  /** So many cases at most. */
  readonly most: number;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  readonly cursor: string | null;
  /** Cases that fit the filter; null until they were counted. */
  readonly fitting: number | null;
  readonly seen: number;
  /** The instant at which what is not met yet is judged. */
  readonly asOf: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly tally: ReplayTally;
  /** Code of the refusal, and the file and row it is about. */
  readonly error: { readonly code: string; readonly file: string; readonly place: string } | null;
}

export type ReplayRow = Omit<ReplayRun, 'id'> & {
  readonly _id: string;
  readonly owner: string | null;
  readonly leaseUntil: Date;
};

/** What a replay says of one case in which something differs. */
export interface ReplayItem {
  /** `<run>:<case>`. */
  readonly _id: string;
  readonly runId: string;
  readonly caseId: string;
  readonly number: string;
  readonly topic: string;
  readonly unitId: string | null;
  readonly receivedAt: Date;
  readonly kinds: readonly DifferenceKind[];
  readonly differences: readonly Difference[];
}

export interface ReplayLease {
  readonly runId: string;
  readonly owner: string;
  readonly until: Date;
}

/** How far a replay has come. */
export type ReplayProgress = Pick<ReplayRun, 'cursor' | 'seen' | 'tally'> &
  Partial<Pick<ReplayRun, 'fitting' | 'asOf' | 'startedAt'>>;

export interface ReplayStore {
  readonly ask: (
    run: Pick<
      ReplayRun,
      'id' | 'draftId' | 'name' | 'base' | 'before' | 'after' | 'filter' | 'most'
    >,
    by: { readonly at: Date; readonly userId: string },
  ) => Promise<void>;
  readonly find: (runId: string) => Promise<ReplayRun | null>;
  /** Newest first; of one draft, or of all. */
  readonly list: (draftId: string | null, limit: number) => Promise<ReplayRun[]>;
  /** Takes a replay that waits, or whose walker has died; the one asked for first. */
  readonly take: (owner: string, now: Date, until: Date) => Promise<ReplayRun | null>;
  /** Notes how far it came; false when it was stopped, or another has taken it. */
  readonly advance: (lease: ReplayLease, progress: ReplayProgress, tx?: Tx) => Promise<boolean>;
  readonly end: (
    lease: ReplayLease,
    state: 'done' | 'failed',
    at: Date,
    error?: ReplayRun['error'],
  ) => Promise<void>;
  /** Gives a replay back, so that another may take it at once. */
  readonly release: (lease: ReplayLease) => Promise<void>;
  /** Stops one that has not ended; false when it has. */
  readonly stop: (runId: string, at: Date) => Promise<boolean>;
  /** Writes what a replay says; what it said of the same case before is replaced. */
  readonly putItems: (items: readonly ReplayItem[], tx: Tx) => Promise<void>;
  readonly items: (
    runId: string,
    page: {
      readonly kind: DifferenceKind | null;
      readonly after: string | null;
      readonly limit: number;
    },
  ) => Promise<ReplayItem[]>;
}

function toRun({ _id, owner, leaseUntil, ...rest }: ReplayRow): ReplayRun {
  return { id: _id, ...rest };
}

const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
const underWay = ['waiting', 'running'] as const;

/** Replays of drafts over past cases, and what each says of every case in which something differs. */
export function createReplayStore(store: Store): ReplayStore {
  const runs = store.rows<ReplayRow>('replays');
  const items = store.rows<ReplayItem>('replay_items');
  const held = ({ runId, owner }: ReplayLease) =>
    ({ _id: runId, owner, state: 'running' }) satisfies mongo.Filter<ReplayRow>;
  return {
    ask: async ({ id, ...fields }, { at, userId }) => {
      await runs.insertOne({
        ...{ _id: id, ...fields, askedBy: userId, askedAt: at, state: 'waiting', cursor: null },
        ...{ fitting: null, seen: 0, asOf: null, startedAt: null, endedAt: null, error: null },
        ...{ tally: noReplayTally, owner: null, leaseUntil: new Date(0) },
      });
    },
    find: async (runId) => {
      const row = await runs.findOne({ _id: runId });
      return row === null ? null : toRun(row);
    },
    list: async (draftId, limit) =>
      (
        await runs
          .find(draftId === null ? {} : { draftId })
          .sort({ askedAt: -1, _id: -1 })
          .limit(limit)
          .toArray()
      ).map(toRun),
    take: async (owner, now, until) => {
      const row = await runs.findOneAndUpdate(
        { state: { $in: [...underWay] }, leaseUntil: { $lte: now } },
        { $set: { state: 'running', owner, leaseUntil: until } },
        { sort: { askedAt: 1 }, returnDocument: 'after' },
      );
      return row === null ? null : toRun(row);
    },
    advance: async (lease, progress, tx) => {
      const done = await runs.updateOne(
        held(lease),
        { $set: { ...progress, leaseUntil: lease.until } },
        within(tx),
      );
      return done.matchedCount === 1;
    },
    end: async (lease, state, at, error = null) => {
      await runs.updateOne(held(lease), { $set: { state, endedAt: at, owner: null, error } });
    },
    release: async (lease) => {
      await runs.updateOne(held(lease), { $set: { owner: null, leaseUntil: new Date(0) } });
    },
    stop: async (runId, at) => {
      const done = await runs.updateOne(
        { _id: runId, state: { $in: [...underWay] } },
        { $set: { state: 'stopped', endedAt: at, owner: null } },
      );
      return done.matchedCount === 1;
    },
    putItems: async (given, tx) => {
      if (given.length === 0) return;
      await items.bulkWrite(
        given.map((item) => ({
          replaceOne: { filter: { _id: item._id }, replacement: item, upsert: true },
        })),
        { ...within(tx), ordered: false },
      );
    },
    items: (runId, { kind, after, limit }) =>
      items
        .find({
          runId,
          ...(kind === null ? {} : { kinds: kind }),
          ...(after === null ? {} : { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
  };
}
