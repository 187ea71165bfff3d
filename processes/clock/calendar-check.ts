import type { Calendar } from './calendar.ts';
import { dayOf, isoDateOf, isWeekend } from './day.ts';

export type DayList = 'holidays' | 'makeups';

export type CalendarProblemCode =
  | 'DATE_IMPOSSIBLE'
  | 'DAY_IN_WRONG_YEAR'
  | 'DAY_TWICE'
  | 'MAKEUP_ON_WORKING_DAY'
  | 'NAME_MISSING'
  | 'OFFICE_HOURS_ORDER'
  | 'NO_YEAR';

/** One thing that keeps a calendar from being published, with its place. */
export interface CalendarProblem {
  readonly code: CalendarProblemCode;
  readonly year?: string;
  readonly list?: DayList;
  /** Place within the list, from 0. */
  readonly index?: number;
  readonly date?: string;
}

/** The day of a date as written; null when there is no such day. */
export function readDay(date: string): number | null {
  try {
    return dayOf(date);
  } catch {
    return null;
  }
}

type Days = Pick<Calendar, 'years' | 'officeHours'>;

type Listed = Days['years'][string]['holidays'][number];

function codesOf(listed: Listed, year: string, list: DayList): CalendarProblemCode[] {
  const { date, name } = listed;
  const day = readDay(date);
  const place: CalendarProblemCode[] =
    day === null ? ['DATE_IMPOSSIBLE'] : date.startsWith(`${year}-`) ? [] : ['DAY_IN_WRONG_YEAR'];
  // A make-up day makes a day of rest a working day; Monday to Friday work already.
  const works = day !== null && list === 'makeups' && !isWeekend(day);
  return [
    ...place,
    ...(works ? (['MAKEUP_ON_WORKING_DAY'] as const) : []),
    ...(name.trim() === '' ? (['NAME_MISSING'] as const) : []),
  ];
}

function problemsOfYear(year: string, days: Days['years'][string]): CalendarProblem[] {
  const seen = new Set<string>();
  return (['holidays', 'makeups'] as const).flatMap((list) =>
    days[list].flatMap((listed, index) => {
      const { date } = listed;
      const codes = codesOf(listed, year, list);
      if (seen.has(date)) codes.push('DAY_TWICE');
      seen.add(date);
      return codes.map((code) => ({ code, year, list, index, date }));
    }),
  );
}

/** Everything that keeps a calendar from being published; empty when it may be. */
export function calendarProblems({ years, officeHours }: Days): CalendarProblem[] {
  const ordered = officeHours === undefined || officeHours.start < officeHours.end;
  return [
    ...(Object.keys(years).length === 0 ? [{ code: 'NO_YEAR' } as const] : []),
    ...(ordered ? [] : [{ code: 'OFFICE_HOURS_ORDER' } as const]),
    ...Object.entries(years).flatMap(([year, days]) => problemsOfYear(year, days)),
  ];
}

/** The first and the last day that two calendars count otherwise, as `YYYY-MM-DD`. */
export interface ChangedDays {
  readonly first: string;
  readonly last: string;
}

const always: ChangedDays = { first: '0001-01-01', last: '9999-12-31' };

function markedDays(days: Days['years'][string]): Map<string, DayList> {
  return new Map([
    ...days.holidays.map(({ date }) => [date, 'holidays'] as const),
    ...days.makeups.map(({ date }) => [date, 'makeups'] as const),
  ]);
}

function changedInYear(year: string, before: Calendar, after: Calendar): string[] {
  const [old, next] = [before.years[year], after.years[year]];
  if (old === undefined || next === undefined) return [`${year}-01-01`, `${year}-12-31`];
  const [was, is] = [markedDays(old), markedDays(next)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (date) => was.get(date) !== is.get(date),
  );
}

/** Which days two versions of a calendar count otherwise; null when no due date can differ. */
export function changedDays(before: Calendar, after: Calendar): ChangedDays | null {
  const hoursDiffer =
    before.zone !== after.zone ||
    before.officeHours?.start !== after.officeHours?.start ||
    before.officeHours?.end !== after.officeHours?.end;
  if (hoursDiffer) return always;
  const years = new Set([...Object.keys(before.years), ...Object.keys(after.years)]);
  const days = [...years].flatMap((year) => changedInYear(year, before, after)).sort();
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** A range of days as the instants between which a clock that could differ must lie; a day wider on both sides. */
export function widened({ first, last }: ChangedDays): { readonly from: Date; readonly to: Date } {
  const instant = (date: string, by: number) => {
    const day = readDay(date);
    return new Date(`${day === null ? date : isoDateOf(day + by)}T00:00:00Z`);
  };
  return { from: instant(first, -1), to: instant(last, 2) };
}
