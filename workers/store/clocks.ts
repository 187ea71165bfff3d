import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { Store, Tx } from './connect.ts';

export type ClockRow = Omit<ClockRecord, 'id'> & { readonly _id: string };

/** Where a walk through many clocks goes on. */
export interface ClockPage {
  /** The id of the clock looked at last; null at the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
}

export interface ClockStore {
  readonly find: (clockId: string, tx?: Tx) => Promise<ClockRecord | null>;
  readonly ofCase: (caseId: string, tx?: Tx) => Promise<ClockRecord[]>;
  /** Starts a clock; one that is there already is left alone. */
  readonly startOnce: (tx: Tx, clock: ClockRecord) => Promise<void>;
  /** Writes a clock that was read at `version`; false when another writer was first. */
  readonly save: (tx: Tx, clock: ClockRecord, version: number) => Promise<boolean>;
  /** Claims the clock for the instance that runs it; null when another instance has it, or there is no such clock. */
  readonly claim: (clockId: string, instanceKey: string) => Promise<ClockRecord | null>;
  /** Lets a clock be run by another instance, because the one that ran it has ended; false when it is held by another. */
  readonly release: (tx: Tx, clockId: string, instanceKey: string) => Promise<boolean>;
  /** The clocks that these instances hold, by instance key. */
  readonly heldBy: (instanceKeys: readonly string[]) => Promise<ReadonlyMap<string, ClockRecord>>;
  readonly running: () => AsyncIterable<ClockRecord>;
  /** Running clocks counted with an earlier version of a calendar, in the order of their ids. */
  readonly countedBefore: (
    calendar: { readonly id: string; readonly version: number },
    page: ClockPage,
  ) => Promise<ClockRecord[]>;
  readonly countCountedBefore: (calendar: {
    readonly id: string;
    readonly version: number;
  }) => Promise<number>;
  /** Clocks with a verdict, counted with a calendar, that ran at some time of a span, in the order of their ids. */
  readonly judged: (calendarId: string, span: TimeSpan, page: ClockPage) => Promise<ClockRecord[]>;
  readonly countJudged: (calendarId: string, span: TimeSpan) => Promise<number>;
}

function toClock({ _id, ...rest }: ClockRow): ClockRecord {
  return { id: _id, ...rest };
}

/** The clocks: facts, computed dates and verdicts. */
export function createClockStore(store: Store): ClockStore {
  const rows = store.rows<ClockRow>('clocks');
  const behind = ({ id, version }: { id: string; version: number }) => ({
    status: 'running' as const,
    'calendar.id': id,
    'calendar.version': { $lt: version },
  });
  const ranWithin = (calendarId: string, { from, to }: TimeSpan) => ({
    status: { $in: ['met' as const, 'overdue' as const] },
    'calendar.id': calendarId,
    dueAt: { $gte: from },
    startAt: { $lt: to },
  });
  const onward = ({ after }: ClockPage) => (after === null ? {} : { _id: { $gt: after } });
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: async (clockId, tx) => {
      const row = await rows.findOne({ _id: clockId }, within(tx));
      return row === null ? null : toClock(row);
    },
    ofCase: async (caseId, tx) =>
      (await rows.find({ caseId }, within(tx)).sort({ _id: 1 }).toArray()).map(toClock),
    startOnce: async (tx, { id, ...fields }) => {
      await rows.updateOne(
        { _id: id },
        { $setOnInsert: fields },
        { upsert: true, session: tx.session },
      );
    },
    // The claim is another writer's: an instance may take the clock while it is being saved.
    save: async (tx, { id, instanceKey: _claimed, ...fields }, version) => {
      const done = await rows.updateOne(
        { _id: id, version },
        { $set: { ...fields, version: version + 1 } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    claim: async (clockId, instanceKey) => {
      const row = await rows.findOneAndUpdate(
        { _id: clockId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      );
      return row === null ? null : toClock(row);
    },
    countedBefore: async (calendar, page) =>
      (
        await rows
          .find({ ...behind(calendar), ...onward(page) })
          .sort({ _id: 1 })
          .limit(page.limit)
          .toArray()
      ).map(toClock),
    countCountedBefore: (calendar) => rows.countDocuments(behind(calendar)),
    judged: async (calendarId, span, page) =>
      (
        await rows
          .find({ ...ranWithin(calendarId, span), ...onward(page) })
          .sort({ _id: 1 })
          .limit(page.limit)
          .toArray()
      ).map(toClock),
    countJudged: (calendarId, span) => rows.countDocuments(ranWithin(calendarId, span)),
    release: async (tx, clockId, instanceKey) => {
      const done = await rows.updateOne(
        { _id: clockId, instanceKey },
        { $set: { instanceKey: null } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    heldBy: async (instanceKeys) => {
      const held = await rows.find({ instanceKey: { $in: [...instanceKeys] } }).toArray();
      return new Map(held.map((row) => [row.instanceKey ?? '', toClock(row)]));
    },
    running: async function* () {
      for await (const row of rows.find({ status: 'running' }).sort({ _id: 1 })) yield toClock(row);
    },
  };
}
