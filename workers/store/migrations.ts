import type { mongo } from 'mongoose';
import type { Mapping } from '../../processes/migration/diagram.ts';
import type { EngineCode } from '../../processes/migration/engine-words.ts';
import type { Obstacle } from '../../processes/migration/obstacles.ts';
import type { Store } from './connect.ts';

/** How the instances of a run fared. */
export interface MigrationTally {
  /** On the new version, as the record stream shows. */
  readonly migrated: number;
  /** Told before and not tried. */
  readonly held: number;
  /** The engine refused, or its records never showed the move. */
  readonly failed: number;
  /** Ended before its turn came. */
  readonly ended: number;
  /** Timers that have another date than before. */
  readonly timersMoved: number;
  /** Legal due dates that are others than before; a migration writes none. */
  readonly clocksMoved: number;
}

export const noMigrationTally: MigrationTally = {
  ...{ migrated: 0, held: 0, failed: 0, ended: 0, timersMoved: 0, clocksMoved: 0 },
};

export interface MigrationSide {
  readonly definitionKey: string;
  readonly version: number;
}

/** Running instances brought from one version of a diagram to another. */
export interface MigrationRun {
  readonly id: string;
  readonly processId: string;
  readonly from: MigrationSide;
  readonly to: MigrationSide;
  readonly mapping: Mapping;
  /** These instances only; null: all that run on the old version. */
  readonly only: readonly string[] | null;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  /** The instance looked at last. */
  readonly cursor: string | null;
  /** Instances to look at; null until they were counted. */
  readonly total: number | null;
  readonly seen: number;
  readonly tally: MigrationTally;
  readonly endedAt: Date | null;
  readonly error: string | null;
}

type RunRow = Omit<MigrationRun, 'id'> & {
  readonly _id: string;
  readonly owner: string | null;
  readonly leaseUntil: Date;
};

export const migrationOutcomes = ['told', 'migrated', 'held', 'failed', 'ended'] as const;
/** `told`: the engine was asked, its records have not shown the move yet. */
export type MigrationOutcome = (typeof migrationOutcomes)[number];

/** A timer or a legal due date at one moment. */
export interface DatedKey {
  readonly key: string;
  readonly elementId: string;
  readonly at: Date;
}

/** What a run did with one instance. */
export interface MigrationItem {
  /** `<run>:<instance>`. */
  readonly _id: string;
  readonly runId: string;
  readonly instanceKey: string;
  readonly caseId: string | null;
  readonly number: string | null;
  readonly outcome: MigrationOutcome;
  readonly obstacles: readonly Obstacle[];
  /** What the engine said when it refused, and which sentence of ours says the same. */
  readonly refused: { readonly words: string; readonly code: EngineCode | 'NOT_SHOWN' } | null;
  readonly timersBefore: readonly DatedKey[];
  readonly timersAfter: readonly DatedKey[];
  readonly clocksBefore: readonly DatedKey[];
  readonly timersMoved: number;
  readonly clocksMoved: number;
  readonly at: Date;
}

export interface MigrationLease {
  readonly runId: string;
  readonly owner: string;
  readonly until: Date;
}

export type MigrationProgress = Pick<MigrationRun, 'cursor' | 'seen' | 'tally' | 'total'>;

export interface MigrationStore {
  readonly ask: (
    run: Pick<
      MigrationRun,
      'id' | 'processId' | 'from' | 'to' | 'mapping' | 'only' | 'reason' | 'askedBy' | 'askedAt'
    >,
  ) => Promise<void>;
  readonly find: (runId: string) => Promise<MigrationRun | null>;
  /** Newest first. */
  readonly list: (limit: number) => Promise<MigrationRun[]>;
  /** Takes a run that waits, or whose walker has died; the one asked for first. */
  readonly take: (owner: string, now: Date, until: Date) => Promise<MigrationRun | null>;
  /** Notes how far the run is; false when it was stopped or another has taken it. */
  readonly advance: (lease: MigrationLease, progress: MigrationProgress) => Promise<boolean>;
  /** Writes what was counted, also of a run that was stopped meanwhile. */
  readonly counted: (runId: string, counts: Pick<MigrationRun, 'seen' | 'tally'>) => Promise<void>;
  /** Goes on holding the run; false when it was stopped or another has taken it. */
  readonly hold: (lease: MigrationLease) => Promise<boolean>;
  readonly end: (
    lease: MigrationLease,
    state: 'done' | 'failed',
    at: Date,
    error?: string,
  ) => Promise<void>;
  /** Gives a run back, so that another may take it at once. */
  readonly release: (lease: MigrationLease) => Promise<void>;
  /** False when it has ended. */
  readonly stop: (runId: string, at: Date) => Promise<boolean>;
  /** Lets a run that failed or was stopped go on where it was; false when it did not. */
  readonly resume: (runId: string) => Promise<boolean>;
  readonly putItems: (items: readonly MigrationItem[]) => Promise<void>;
  /** How the instances looked at so far fared: counted from what is on record of each. */
  readonly tallyOf: (runId: string) => Promise<MigrationTally>;
  /** Instances the engine was told about while its records have not shown the move. */
  readonly told: (runId: string) => Promise<MigrationItem[]>;
  readonly items: (
    runId: string,
    outcome: MigrationOutcome | null,
    page: { readonly after: string | null; readonly limit: number },
  ) => Promise<MigrationItem[]>;
}

function toRun({ _id, owner, leaseUntil, ...rest }: RunRow): MigrationRun {
  return { id: _id, ...rest };
}

/** Runs that bring instances to another version, and what each did with every instance. */
export function createMigrationStore(store: Store): MigrationStore {
  const runs = store.rows<RunRow>('migration_runs');
  const items = store.rows<MigrationItem>('migration_items');
  const held = ({ runId, owner }: MigrationLease) =>
    ({ _id: runId, owner, state: 'running' }) satisfies mongo.Filter<RunRow>;
  return {
    ask: async ({ id, ...fields }) => {
      const begun: Omit<RunRow, '_id' | keyof typeof fields> = {
        ...{ state: 'waiting', cursor: null, total: null, seen: 0, tally: noMigrationTally },
        ...{ endedAt: null, error: null, owner: null, leaseUntil: new Date(0) },
      };
      await runs.updateOne(
        { _id: id },
        { $setOnInsert: { ...fields, ...begun } },
        { upsert: true },
      );
    },
    find: async (runId) => {
      const row = await runs.findOne({ _id: runId });
      return row === null ? null : toRun(row);
    },
    list: async (limit) =>
      (await runs.find({}).sort({ askedAt: -1, _id: -1 }).limit(limit).toArray()).map(toRun),
    take: async (owner, now, until) => {
      const row = await runs.findOneAndUpdate(
        { state: { $in: ['waiting', 'running'] }, leaseUntil: { $lte: now } },
        { $set: { state: 'running', owner, leaseUntil: until } },
        { sort: { askedAt: 1 }, returnDocument: 'after' },
      );
      return row === null ? null : toRun(row);
    },
    advance: async (lease, progress) => {
      const done = await runs.updateOne(held(lease), {
        $set: { ...progress, leaseUntil: lease.until },
      });
      return done.matchedCount === 1;
    },
    counted: async (runId, { seen, tally }) => {
      await runs.updateOne({ _id: runId }, { $set: { seen, tally } });
    },
    hold: async (lease) => {
      const done = await runs.updateOne(held(lease), { $set: { leaseUntil: lease.until } });
      return done.matchedCount === 1;
    },
    end: async (lease, state, at, error) => {
      const told = { state, endedAt: at, owner: null, error: error ?? null };
      await runs.updateOne(held(lease), { $set: told });
    },
    release: async (lease) => {
      await runs.updateOne(held(lease), { $set: { owner: null, leaseUntil: new Date(0) } });
    },
    stop: async (runId, at) => {
      const done = await runs.updateOne(
        { _id: runId, state: { $in: ['waiting', 'running'] } },
        { $set: { state: 'stopped', endedAt: at, owner: null } },
      );
      return done.matchedCount === 1;
    },
    resume: async (runId) => {
      const done = await runs.updateOne(
        { _id: runId, state: { $in: ['failed', 'stopped'] } },
        { $set: { state: 'waiting', endedAt: null, error: null, leaseUntil: new Date(0) } },
      );
      return done.matchedCount === 1;
    },
    putItems: async (given) => {
      if (given.length === 0) return;
      await items.bulkWrite(
        given.map((item) => ({
          replaceOne: { filter: { _id: item._id }, replacement: item, upsert: true },
        })),
      );
    },
    tallyOf: async (runId) => {
      const found = await items
        .aggregate<{ _id: MigrationOutcome; count: number; timers: number; clocks: number }>([
          { $match: { runId } },
          {
            $group: {
              _id: '$outcome',
              count: { $sum: 1 },
              timers: { $sum: '$timersMoved' },
              clocks: { $sum: '$clocksMoved' },
            },
          },
        ])
        .toArray();
      const of = (outcome: MigrationOutcome) =>
        found.find(({ _id }) => _id === outcome)?.count ?? 0;
      return {
        ...{ migrated: of('migrated'), held: of('held'), failed: of('failed'), ended: of('ended') },
        timersMoved: found.reduce((sum, { timers }) => sum + timers, 0),
        clocksMoved: found.reduce((sum, { clocks }) => sum + clocks, 0),
      };
    },
    told: (runId) => items.find({ runId, outcome: 'told' }).sort({ _id: 1 }).toArray(),
    items: (runId, outcome, { after, limit }) =>
      items
        .find({
          runId,
          ...(outcome === null ? {} : { outcome }),
          ...(after === null ? {} : { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
  };
}
