import type { Calendar } from '../../processes/clock/calendar.ts';

/** What people edit of a calendar, without what the house adds. */
export function presentContent(calendar: Omit<Calendar, 'id' | 'version'>, fallback: string) {
  const { name, officeHours, years } = calendar;
  return { name: name ?? fallback, officeHours: officeHours ?? null, years };
}
