import { DateTime } from 'luxon';
import type { Calendar } from '../../../processes/clock/calendar.ts';

/** A Monday to come. The Spring Festival begins on its Friday and lasts a week; the second Sunday is made up. */
const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const dateOf = (offset: number) => monday.plus({ days: offset });
const restDays = [4, 5, 6, 7, 8, 9, 10];
const makeups = [13];

/** A time of day so many days after that Monday, in the institution's zone. */
export function at(offset: number, time = '00:00:00'): Date {
  return DateTime.fromISO(`${dateOf(offset).toISODate()}T${time}`, {
    zone: monday.zone,
  }).toJSDate();
}

/** The calendar of the test. */
export function festival(): Calendar {
  const within = (year: number, offsets: readonly number[]) =>
    offsets
      .map(dateOf)
      .filter((one) => one.year === year)
      .map((one) => ({ date: one.toFormat('yyyy-LL-dd'), name: '春节' }));
  const covered = [...new Set([monday.year, dateOf(120).year])];
  const years = covered.map((year) => [
    String(year),
    { holidays: within(year, restDays), makeups: within(year, makeups) },
  ]);
  return { id: 'cn', version: 1, zone: 'Asia/Shanghai', years: Object.fromEntries(years) };
}

/** The end of so many months from a day: the corresponding day, or the next one that is no rest day. */
export function monthsAfter(offset: number, count: number): Date {
  let end = dateOf(offset).plus({ months: count });
  const isRest = () => {
    const day = Math.round(end.diff(monday, 'days').days);
    return restDays.includes(day) || (end.weekday > 5 && !makeups.includes(day));
  };
  while (isRest()) end = end.plus({ days: 1 });
  return end.plus({ days: 1 }).toJSDate();
}
