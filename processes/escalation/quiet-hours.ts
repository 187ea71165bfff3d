import { z } from 'zod';
import { type Calendar, calendarDay } from '../clock/calendar.ts';
import { endOfDay, localDay, startOfDay } from '../clock/day.ts';
import type { Span } from '../clock/span.ts';

/** A time of day as clocks show it, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_OF_DAY');

/** Hours of the night in which nobody is called without need, in the institution's zone; `to` is the morning. */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from > to, { path: ['from'], message: 'QUIET_HOURS_OVERNIGHT' });
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const usualQuietHours: QuietHours = { from: '22:00', to: '07:00' };

/** What somebody is to be disturbed for. */
export type Call =
  | { readonly what: 'rung'; readonly quietHours: boolean }
  | { readonly what: 'warning'; readonly clock: Span }
  | { readonly what: 'duty-call' | 'incident-report' };

export interface Night {
  readonly hours: QuietHours;
  readonly calendar: Calendar;
}

/** A clock of less than a day would be over before the morning; duty and incidents never wait. */
function waitsForMorning(call: Call): boolean {
  switch (call.what) {
    case 'rung':
      return call.quietHours;
    case 'warning':
      return call.clock.unit !== 'h' || call.clock.amount >= 24;
    case 'duty-call':
    case 'incident-report':
      return false;
  }
}

/** When somebody may be disturbed for what comes up at `at`: then, or on the next morning of a working day. */
export function disturbAt(call: Call, at: Date, { hours, calendar }: Night): Date {
  if (!waitsForMorning(call)) return at;
  const { zone } = calendar;
  let day = localDay(at, zone);
  const isWorkingDay = () => calendarDay(calendar, day).works;
  const morning = () => endOfDay(day, zone, hours.to);
  const isDaytime = at >= morning() && at < endOfDay(day, zone, hours.from);
  if (isDaytime && isWorkingDay()) return at;
  if (at >= morning()) day += 1;
  while (!isWorkingDay()) day += 1;
  return morning();
}

/** The end of a stretch of working time: hours run on working days only; working days leave out the day they begin on. */
export function afterWorkingHours(from: Date, hours: number, calendar: Calendar): Date {
  let left = hours * 3_600_000;
  let at = from.getTime();
  for (let day = localDay(from, calendar.zone); ; day += 1) {
    const end = startOfDay(day + 1, calendar.zone).getTime();
    if (calendarDay(calendar, day).works) {
      if (at + left <= end) return new Date(at + left);
      left -= end - at;
    }
    at = end;
  }
}
