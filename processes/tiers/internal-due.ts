import { type Calendar, calendarDay } from '../clock/calendar.ts';
import { endOfDay, localDay } from '../clock/day.ts';

/** When a tier has to have answered up, inside the time of the tier above it. */
export interface InternalDue {
  readonly dueAt: Date;
  /** No time could be kept for the tier above: both end together. */
  readonly squeezed: boolean;
}

/**
 * The due date of the next tier: so many working days before the one above it has to be done, so that it can look the
 * answer over. Never later than that, and never past: where too little is left, both end together.
 *
 * @param reserveDays working days the tier above keeps for itself
 */
export function internalDue(
  aboveDueAt: Date,
  { reserveDays, calendar, now }: { reserveDays: number; calendar: Calendar; now: Date },
): InternalDue {
  const { zone, officeHours } = calendar;
  let day = localDay(new Date(aboveDueAt.getTime() - 1), zone);
  for (let left = reserveDays; left > 0; ) {
    day -= 1;
    if (calendarDay(calendar, day).works) left -= 1;
  }
  const dueAt = endOfDay(day, zone, officeHours?.end);
  const fits = reserveDays > 0 && dueAt < aboveDueAt && dueAt > now;
  return fits ? { dueAt, squeezed: false } : { dueAt: aboveDueAt, squeezed: reserveDays > 0 };
}
