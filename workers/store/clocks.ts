import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import { type ClockRowOf, type ClockRows, createClockRows, toClock } from './clock-rows.ts';
import type { Store } from './connect.ts';

export type ClockRow = ClockRowOf<ClockKind>;

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

export interface ClockStore extends ClockRows<ClockKind> {
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
  return {
    ...createClockRows<ClockKind>(store, 'clocks'),
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
  };
}
