import type { mongo } from 'mongoose';
import type { Calendar } from '../../processes/clock/calendar.ts';
import type { Verdict } from '../../processes/clock/clock.ts';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import type { Store, Tx } from './connect.ts';

/** What a run counts. */
export interface RunTally {
  readonly earlier: number;
  readonly later: number;
  /** Only the warning comes at another time. */
  readonly warnings: number;
  /** Open clocks that are late now and would no longer be, or the other way round. */
  readonly verdicts: number;
  /** Provisional marks that fall away. */
  readonly firm: number;
  /** Provisional marks that come. */
  readonly provisional: number;
  /** Clocks that would be overdue by the change alone. */
  readonly undecided: number;
  /** Clocks that cannot be counted again: set aside, for a person to look at. */
  readonly refused: number;
  /** Verdicts that stay although they would have been different. */
  readonly review: number;
  /** Points that units lost by those verdicts: proposed for review. */
  readonly demerits: number;
}

export const noTally: RunTally = {
  ...{ earlier: 0, later: 0, warnings: 0, verdicts: 0 },
  ...{ firm: 0, provisional: 0, undecided: 0, refused: 0, review: 0, demerits: 0 },
};

/** A walk through the clocks of a calendar: a preview changes nothing, an apply counts them again. */
export interface CalendarRun {
  readonly id: string;
  readonly kind: 'preview' | 'apply';
  readonly calendarId: string;
  /** The calendar the clocks are counted with, as it was when the run was asked for. */
  readonly calendar: Omit<Calendar, 'id'>;
  /** The version in force when it was asked for; 0: none. */
  readonly base: number;
  /** The revision of the draft it is about. */
  readonly revision: number;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  readonly phase: 'open' | 'judged';
  readonly cursor: string | null;
  /** Clocks to look at; null until they were counted. */
  readonly total: number | null;
  readonly seen: number;
  /** The moment all is counted at. */
  readonly asOf: Date | null;
  readonly endedAt: Date | null;
  readonly tally: RunTally;
  readonly error: string | null;
}

export type RunRow = Omit<CalendarRun, 'id'> & {
  readonly _id: string;
  readonly owner: string | null;
  readonly leaseUntil: Date;
};

export interface ItemDecision {
  readonly what: 'move' | 'keep';
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export const itemLists = ['moved', 'firm', 'undecided', 'refused', 'review'] as const;
export type ItemList = (typeof itemLists)[number];

/** What a run says of one clock. */
export interface RunItem {
  /** `<run>:<clock>`. */
  readonly _id: string;
  readonly runId: string;
  readonly list: ItemList;
  readonly clockId: string;
  readonly caseId: string;
  readonly number: string;
  readonly kind: ClockKind;
  readonly dueBefore: Date;
  readonly dueAfter: Date;
  readonly mark: 'firm' | 'provisional' | 'same';
  readonly changesVerdict: boolean;
  readonly verdictBefore: Verdict | null;
  readonly verdictAfter: Verdict | null;
  /** How many times the unit lost points by this clock. */
  readonly demerits: number;
  readonly decision: ItemDecision | null;
  /** Why the clock was set aside: the code of the refusal. */
  readonly refusal: string | null;
}

/** How far a run has come. */
export interface RunProgress extends Partial<Pick<CalendarRun, 'phase' | 'total' | 'asOf'>> {
  readonly cursor: string | null;
  readonly seen: number;
  readonly tally: RunTally;
}

export interface Lease {
  readonly runId: string;
  readonly owner: string;
  readonly until: Date;
}

export interface CalendarRunStore {
  readonly ask: (
    run: Pick<CalendarRun, 'id' | 'kind' | 'calendarId' | 'calendar' | 'base' | 'revision'>,
    by: { readonly at: Date; readonly userId: string },
    tx?: Tx,
  ) => Promise<void>;
  readonly find: (runId: string) => Promise<CalendarRun | null>;
  /** Newest first. */
  readonly ofCalendar: (calendarId: string, limit: number) => Promise<CalendarRun[]>;
  /** Takes a run that waits, or whose walker has died; the one asked for first. */
  readonly take: (owner: string, now: Date, until: Date) => Promise<CalendarRun | null>;
  /** Notes how far it came; false when it was stopped, or another has taken it. */
  readonly advance: (lease: Lease, progress: RunProgress, tx?: Tx) => Promise<boolean>;
  readonly end: (lease: Lease, state: 'done' | 'failed', at: Date, error?: string) => Promise<void>;
  /** Gives a run back, so that another may take it at once. */
  readonly release: (lease: Lease) => Promise<void>;
  /** Stops a preview that has not ended; false when it has. */
  readonly stop: (runId: string, at: Date) => Promise<boolean>;
  /** Lets a run that failed go on where it was; false when it did not fail. */
  readonly resume: (runId: string) => Promise<boolean>;
  /** Writes what a run says; what it said of the same clock before is replaced, a decision stays. */
  readonly putItems: (items: readonly RunItem[], tx?: Tx) => Promise<void>;
  readonly items: (
    runId: string,
    list: ItemList,
    page: { readonly after: string | null; readonly limit: number },
  ) => Promise<RunItem[]>;
  readonly item: (runId: string, clockId: string, tx?: Tx) => Promise<RunItem | null>;
  readonly countUndecided: (runId: string) => Promise<number>;
  /** Decides on a clock; false when it was decided before. */
  readonly decide: (tx: Tx, itemId: string, decision: ItemDecision) => Promise<boolean>;
  /** Case numbers by case id. */
  readonly numbersOf: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** How many times points were lost by each of these clocks. */
  readonly demeritsOf: (clockIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

function toRun({ _id, owner, leaseUntil, tally, ...rest }: RunRow): CalendarRun {
  return { id: _id, ...rest, tally: { ...noTally, ...tally } };
}

const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });

/** Runs over the clocks of a calendar, and what each said of every clock it touches. */
export function createCalendarRunStore(store: Store): CalendarRunStore {
  const runs = store.rows<RunRow>('calendar_runs');
  const items = store.rows<RunItem>('calendar_run_items');
  const held = ({ runId, owner }: Lease) =>
    ({ _id: runId, owner, state: 'running' }) satisfies mongo.Filter<RunRow>;
  return {
    ask: async ({ id, ...fields }, { at, userId }, tx) => {
      const begun: Omit<RunRow, '_id' | keyof typeof fields> = {
        ...{ askedBy: userId, askedAt: at, state: 'waiting', phase: 'open', cursor: null },
        ...{ total: null, seen: 0, asOf: null, endedAt: null, tally: noTally, error: null },
        ...{ owner: null, leaseUntil: new Date(0) },
      };
      await runs.updateOne(
        { _id: id },
        { $setOnInsert: { ...fields, ...begun } },
        { upsert: true, ...within(tx) },
      );
    },
    find: async (runId) => {
      const row = await runs.findOne({ _id: runId });
      return row === null ? null : toRun(row);
    },
    ofCalendar: async (calendarId, limit) =>
      (await runs.find({ calendarId }).sort({ askedAt: -1, _id: -1 }).limit(limit).toArray()).map(
        toRun,
      ),
    take: async (owner, now, until) => {
      const row = await runs.findOneAndUpdate(
        { state: { $in: ['waiting', 'running'] }, leaseUntil: { $lte: now } },
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
    end: async (lease, state, at, error) => {
      const told = { state, endedAt: at, owner: null, error: error ?? null };
      await runs.updateOne(held(lease), { $set: told });
    },
    release: async (lease) => {
      await runs.updateOne(held(lease), { $set: { owner: null, leaseUntil: new Date(0) } });
    },
    stop: async (runId, at) => {
      const done = await runs.updateOne(
        { _id: runId, kind: 'preview', state: { $in: ['waiting', 'running'] } },
        { $set: { state: 'stopped', endedAt: at, owner: null } },
      );
      return done.matchedCount === 1;
    },
    resume: async (runId) => {
      const done = await runs.updateOne(
        { _id: runId, state: 'failed' },
        { $set: { state: 'waiting', endedAt: null, error: null, leaseUntil: new Date(0) } },
      );
      return done.matchedCount === 1;
    },
    putItems: async (given, tx) => {
      if (given.length === 0) return;
      await items.bulkWrite(
        given.map(({ _id, decision, ...fields }) => ({
          updateOne: {
            filter: { _id },
            update: { $set: fields, $setOnInsert: { decision } },
            upsert: true,
          },
        })),
        within(tx),
      );
    },
    items: (runId, list, { after, limit }) =>
      items
        .find({
          runId,
          ...(list === 'firm' ? { mark: 'firm' } : { list }),
          ...(after === null ? {} : { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    item: (runId, clockId, tx) => items.findOne({ _id: `${runId}:${clockId}` }, within(tx)),
    countUndecided: (runId) => items.countDocuments({ runId, list: 'undecided', decision: null }),
    decide: async (tx, itemId, decision) => {
      const done = await items.updateOne(
        { _id: itemId, list: 'undecided', decision: null },
        { $set: { decision } },
        within(tx),
      );
      return done.matchedCount === 1;
    },
    numbersOf: async (caseIds) => {
      const found = await store
        .rows<{ _id: string; number: string }>('cases')
        .find({ _id: { $in: [...caseIds] } }, { projection: { number: 1 } })
        .toArray();
      return new Map(found.map(({ _id, number }) => [_id, number]));
    },
    demeritsOf: async (clockIds) => {
      const found = await store
        .rows('scores')
        .aggregate<{ _id: string; count: number }>([
          { $match: { clockId: { $in: [...clockIds] }, points: { $lt: 0 } } },
          { $group: { _id: '$clockId', count: { $sum: 1 } } },
        ])
        .toArray();
      return new Map(found.map(({ _id, count }) => [_id, count]));
    },
  };
}
