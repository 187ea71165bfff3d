import { z } from 'zod';
import { dayOf, isoDateOf, isWeekend } from './day.ts';

const isoDate = z.iso.date();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:mm');
const namedDay = z.object({ date: isoDate, name: z.string().min(1) });

/**
 * A working-day calendar: a year that is listed is covered; its days not listed are working days from Monday to
 * Friday and rest days otherwise. Refuses a day listed twice or under another year, and names the place.
 */
export const calendarSchema = z
  .object({
    id: z.string().min(1),
    version: z.int().positive(),
    /** What people call it; the id where there is none. */
    name: z.string().min(1).optional(),
    zone: z.string().min(1),
    officeHours: z.object({ start: timeOfDay, end: timeOfDay }).optional(),
    years: z.record(
      z.string().regex(/^\d{4}$/),
      z.object({ holidays: z.array(namedDay), makeups: z.array(namedDay) }),
    ),
  })
  .superRefine((calendar, context) => {
    for (const [year, days] of Object.entries(calendar.years)) {
      const seen = new Set<string>();
      for (const list of ['holidays', 'makeups'] as const) {
        for (const [index, { date }] of days[list].entries()) {
          const path = ['years', year, list, index, 'date'];
          if (!date.startsWith(`${year}-`)) {
            context.addIssue({ code: 'custom', path, message: `${date} is not in ${year}` });
          }
          if (seen.has(date)) {
            context.addIssue({ code: 'custom', path, message: `${date} is listed twice` });
          }
          seen.add(date);
        }
      }
    }
  });

export type Calendar = z.infer<typeof calendarSchema>;

export type DayKind = 'working' | 'rest' | 'holiday' | 'makeup' | 'uncovered';

export interface CalendarDay {
  readonly kind: DayKind;
  /** Whether work is done that day. In an uncovered year only an assumption: Monday to Friday. */
  readonly works: boolean;
  /** The name of the holiday, or of the one a make-up workday belongs to. */
  readonly name: string | null;
}

/** What a calendar says of one day; `day` as counted by `dayOf`. */
export function calendarDay(calendar: Calendar, day: number): CalendarDay {
  const date = isoDateOf(day);
  const weekend = isWeekend(day);
  const year = calendar.years[date.slice(0, 4)];
  if (year === undefined) return { kind: 'uncovered', works: !weekend, name: null };
  const makeup = year.makeups.find((listed) => listed.date === date);
  if (makeup !== undefined) return { kind: 'makeup', works: true, name: makeup.name };
  const holiday = year.holidays.find((listed) => listed.date === date);
  if (holiday !== undefined) return { kind: 'holiday', works: false, name: holiday.name };
  return { kind: weekend ? 'rest' : 'working', works: !weekend, name: null };
}

/**
 * The kind of a day; `uncovered` when the calendar does not list its year, never a guess.
 * @throws Refusal `DATE_UNREADABLE`
 */
export function dayKind(calendar: Calendar, date: string): DayKind {
  return calendarDay(calendar, dayOf(date)).kind;
}

/** The year that should be in the calendar by now: next year's days are published each autumn, so from September on. */
export function missingYear(calendar: Calendar, today: string): number | null {
  const year = Number(today.slice(0, 4));
  if (calendar.years[String(year)] === undefined) return year;
  const nextYearExpected = Number(today.slice(5, 7)) >= 9;
  return nextYearExpected && calendar.years[String(year + 1)] === undefined ? year + 1 : null;
}
