import { type Calendar, calendarSchema } from './calendar.ts';
import seed from './calendars/cn.json' with { type: 'json' };

/** The statutory calendar an empty installation starts with, 2018–2026. */
export function chineseCalendar(): Calendar {
  return calendarSchema.parse(seed);
}
