import { DateTime } from 'luxon';
import { type Calendar, calendarDay } from '../clock/calendar.ts';
import { localDay } from '../clock/day.ts';

/** What a template of a letter may have filled in, each as `{{name}}`. Nothing of the complaint's own words. */
export const placeholders = [
  'number',
  'institution',
  'unit',
  'case',
  'topic',
  'received',
  'clock',
  'due',
  'overdue',
  'supervisor',
  'date',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Without these a paper is no official letter. */
const required: readonly Placeholder[] = ['number', 'unit', 'date'];

/** What is wrong with the placeholders of a template: those nobody fills in, and those that have to be there. */
export function judgePlaceholders(found: readonly string[]): {
  readonly unknown: readonly string[];
  readonly missing: readonly Placeholder[];
} {
  return {
    unknown: [...new Set(found)].filter((name) => !placeholders.some((known) => known === name)),
    missing: required.filter((name) => !found.includes(name)),
  };
}

/** The number of a paper, as official letters have it: `督办函〔2026〕7号`. */
export function letterNumber(name: string, year: number, serial: number): string {
  return `${name}〔${year}〕${serial}号`;
}

/** The year an instant falls into where the institution is. */
export function localYear(at: Date, zone: string): number {
  return DateTime.fromJSDate(at, { zone }).year;
}

/** Working days that have begun since a due date, an exclusive end, was missed. */
export function workingDaysLate(dueAt: Date, at: Date, calendar: Calendar): number {
  const last = localDay(new Date(dueAt.getTime() - 1), calendar.zone);
  let late = 0;
  for (let day = localDay(at, calendar.zone); day > last; day -= 1)
    if (calendarDay(calendar, day).works) late += 1;
  return late;
}
