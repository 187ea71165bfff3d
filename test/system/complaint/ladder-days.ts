import { DateTime } from 'luxon';
import type { Calendar } from '../../../processes/clock/calendar.ts';

/** A Monday to come; days are counted from it. */
const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const day = (offset: number) => monday.plus({ days: offset });

/** A time of day so many days after that Monday, in the institution's zone. */
export function at(offset: number, time = '00:00:00'): Date {
  return DateTime.fromISO(`${day(offset).toISODate()}T${time}`, { zone: monday.zone }).toJSDate();
}

/** The day as official papers write it. */
export function written(offset: number): string {
  return day(offset).toFormat('yyyy年L月d日');
}

/** The year of a day. */
export function yearOf(offset: number): number {
  return day(offset).year;
}

/** National Day from the first Thursday on, its make-up Saturday, and one more holiday on the fifth Wednesday. */
export function calendarOfTheTest(): Calendar {
  const daysOf = (year: number, offsets: readonly number[]) =>
    offsets
      .map(day)
      .filter((one) => one.year === year)
      .map((one) => ({ date: one.toFormat('yyyy-LL-dd'), name: '节假日' }));
  const years = [...new Set([monday.year, day(30).year, day(80).year])].map((year) => [
    String(year),
    { holidays: daysOf(year, [3, 4, 5, 6, 7, 8, 9, 30]), makeups: daysOf(year, [12]) },
  ]);
  return { id: 'cn', version: 1, zone: 'Asia/Shanghai', years: Object.fromEntries(years) };
}
