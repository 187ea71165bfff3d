import type { CalendarView } from '../../api/calendars/schema.ts';

export type DraftContent = NonNullable<CalendarView['content']>;
export type YearDays = DraftContent['years'][string];
export type DayKind = 'working' | 'rest' | 'holiday' | 'makeup';

/** One day of a year as its page shows it. */
export interface YearDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly day: number;
  /** From 0, Monday. */
  readonly weekday: number;
  readonly kind: DayKind;
  readonly name: string;
}

const isoDate = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The days of one month, from its first. */
export function daysOfMonth(year: number, month: number, days: YearDays): YearDay[] {
  const holidays = new Map(days.holidays.map(({ date, name }) => [date, name]));
  const makeups = new Map(days.makeups.map(({ date, name }) => [date, name]));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Array.from({ length }, (_, index): YearDay => {
    const date = isoDate(year, month, index + 1);
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    const name = holidays.get(date) ?? makeups.get(date) ?? '';
    const usual = weekday >= 5 ? 'rest' : 'working';
    const kind = holidays.has(date) ? 'holiday' : makeups.has(date) ? 'makeup' : usual;
    return { date, day: index + 1, weekday, kind, name };
  });
}

/** The kinds a day can be given: a weekday is working or off, a day of the weekend may be made up. */
export function kindsOf({ weekday }: YearDay): readonly DayKind[] {
  return weekday >= 5 ? ['rest', 'holiday', 'makeup'] : ['working', 'holiday'];
}

/** The year with one day of another kind. */
export function withDay(days: YearDays, date: string, kind: DayKind, name: string): YearDays {
  const others = <T extends { readonly date: string }>(list: readonly T[]) =>
    list.filter((one) => one.date !== date);
  const marked = { date, name };
  const add = (list: YearDays['holidays'], isThis: boolean) =>
    [...others(list), ...(isThis ? [marked] : [])].toSorted((a, b) => a.date.localeCompare(b.date));
  return {
    holidays: add(days.holidays, kind === 'holiday'),
    makeups: add(days.makeups, kind === 'makeup'),
  };
}

/** The day so many days away, within the same year; null beyond it. */
export function dayAway(date: string, by: number): string | null {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  const found = at.toISOString().slice(0, 10);
  return found.slice(0, 4) === date.slice(0, 4) ? found : null;
}
