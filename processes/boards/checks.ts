import { DateTime } from 'luxon';
import { z } from 'zod';
import { timeOfDay } from '../escalation/quiet-hours.ts';

/** The two looks at the boards a day, each in its half of the day. */
export const checkSlots = ['morning', 'afternoon'] as const;
export type CheckSlot = (typeof checkSlots)[number];

/** Until when each look is in time, by the clock of the institution; an administrator may change it. */
export const checkTimes = z
  .object({ morning: timeOfDay, afternoon: timeOfDay })
  .refine(({ morning, afternoon }) => morning < afternoon, {
    path: ['afternoon'],
    error: 'CHECK_TIMES_ORDER',
  });
export type CheckTimes = z.infer<typeof checkTimes>;
export const usualCheckTimes: CheckTimes = { morning: '12:00', afternoon: '18:00' };

/** One look that is owed: the morning's from midnight on, the afternoon's from the end of the morning's. */
export interface OwedCheck {
  /** Local day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly slot: CheckSlot;
  readonly since: Date;
  /** Exclusive. */
  readonly until: Date;
}

function atTime(day: DateTime, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toJSDate();
}

/** The looks of the local day in which an instant lies. */
export function checksOfDay(at: Date, zone: string, times: CheckTimes): readonly OwedCheck[] {
  const start = DateTime.fromJSDate(at, { zone }).startOf('day');
  const day = start.toISODate() ?? '';
  const noon = atTime(start, times.morning);
  return [
    { day, slot: 'morning', since: start.toJSDate(), until: noon },
    { day, slot: 'afternoon', since: noon, until: atTime(start, times.afternoon) },
  ];
}

/** The look that is owed at an instant; null after the last of the day. */
export function checkOwedAt(now: Date, zone: string, times: CheckTimes): OwedCheck | null {
  return (
    checksOfDay(now, zone, times).find(({ since, until }) => since <= now && now < until) ?? null
  );
}

/** No further back than this: whoever was away longer is not blamed day by day. */
const longestDays = 7;

/**
 * The looks whose time ended by `now` and after `after`, the oldest first; at most a week back. With nothing done
 * before, the last one only: nobody owed what came before the house knew of it.
 */
export function checksEnded(
  after: Date | null,
  now: Date,
  { zone, times }: { readonly zone: string; readonly times: CheckTimes },
): readonly OwedCheck[] {
  const today = DateTime.fromJSDate(now, { zone });
  const days = Array.from({ length: longestDays + 1 }, (_, back) =>
    today.minus({ days: longestDays - back }),
  );
  const ended = days
    .flatMap((day) => checksOfDay(day.toJSDate(), zone, times))
    .filter(({ until }) => until <= now);
  return after === null ? ended.slice(-1) : ended.filter(({ until }) => until > after);
}

/** Days that ended by `now` and after `after`, for what is cleared by the end of each day. */
export function daysEnded(after: Date | null, now: Date, zone: string) {
  const midnight = DateTime.fromJSDate(now, { zone }).startOf('day');
  const days = Array.from({ length: longestDays }, (_, back) => {
    const until = midnight.minus({ days: longestDays - 1 - back });
    return { since: until.minus({ days: 1 }).toJSDate(), until: until.toJSDate() };
  });
  return after === null ? days.slice(-1) : days.filter(({ until }) => until > after);
}

/** The beginning of the local day of an instant: what was found before has not been claimed the same day. */
export function startOfDay(now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).startOf('day').toJSDate();
}
