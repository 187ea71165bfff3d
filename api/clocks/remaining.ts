import { type Calendar, calendarDay } from '../../processes/clock/calendar.ts';
import { type ClockRecord, isOverdue, pauseAt } from '../../processes/clock/clock.ts';
import { localDay } from '../../processes/clock/day.ts';

/** How far a due date is away, in the unit people count it in: minutes, hours, days or working days. */
export interface Remaining {
  readonly amount: number;
  readonly unit: 'min' | 'h' | 'd' | 'wd';
}

export type Urgency = 'normal' | 'soon' | 'overdue' | 'none';

const minute = 60_000;
const hour = 60 * minute;

/** Minutes or hours: what is left counts as long as it lasts; what has passed counts once it is whole. */
export function byTheClock(ms: number): Remaining {
  const whole = ms > 0 ? Math.ceil : Math.floor;
  const size = Math.abs(ms);
  return size < hour
    ? { amount: Math.max(1, whole(size / minute)), unit: 'min' }
    : { amount: whole(size / hour), unit: 'h' };
}

function daysBetween(first: number, last: number, calendar: Calendar | null): number {
  let days = 0;
  for (let day = first + 1; day <= last; day += 1)
    if (calendar === null || calendarDay(calendar, day).works) days += 1;
  return days;
}

/**
 * The distance between now and the due date, before it or behind it. Within one day it is told in hours, so that
 * nobody reads «0 days».
 *
 * @param calendar the working calendar of the clock
 */
export function remainingOf(
  clock: Pick<ClockRecord, 'dueAt' | 'unit' | 'zone'>,
  calendar: Calendar,
  now: Date,
): Remaining {
  const ms = clock.dueAt.getTime() - now.getTime();
  if (clock.unit === 'h') return byTheClock(ms);
  // The due date is the end of the last day, so that day is the one before the instant.
  const lastDay = localDay(new Date(clock.dueAt.getTime() - 1), clock.zone);
  const today = localDay(now, clock.zone);
  const [first, last] = today < lastDay ? [today, lastDay] : [lastDay, today];
  const isWorking = clock.unit === 'wd';
  const amount = daysBetween(first, last, isWorking ? calendar : null);
  return amount === 0 ? byTheClock(ms) : { amount, unit: isWorking ? 'wd' : 'd' };
}

/** The word of the one scale of urgency for a clock; one that stands still or has ended presses nobody. */
export function urgencyOf(clock: ClockRecord, now: Date): Urgency {
  if (clock.status === 'met' || clock.status === 'frozen') return 'none';
  if (isOverdue(clock, now)) return 'overdue';
  if (pauseAt(clock, now) !== null) return 'normal';
  return clock.warnAt !== null && clock.warnAt <= now ? 'soon' : 'normal';
}
