import { DateTime } from 'luxon';

export type DateLanguage = 'zh' | 'en';

/** The zone whose days the institution lives by. */
export const houseZone = 'Asia/Shanghai';
const zone = houseZone;

function local(date: Date, language: DateLanguage): DateTime {
  return DateTime.fromJSDate(date, { zone }).setLocale(language === 'zh' ? 'zh-CN' : 'en-GB');
}

/** `11月21日 周六`, with the year when it is not that of `now`. */
export function dayIn(language: DateLanguage, date: Date, now: Date): string {
  const at = local(date, language);
  const isOtherYear = at.year !== local(now, language).year;
  if (language === 'zh') return at.toFormat(`${isOtherYear ? 'yyyy年' : ''}L月d日 ccc`);
  return at.toFormat(`ccc d LLLL${isOtherYear ? ' yyyy' : ''}`);
}

/** The day with its year, as a letter is dated: `2026年11月21日`. */
export function letterDateIn(language: DateLanguage, date: Date): string {
  return local(date, language).toFormat(language === 'zh' ? 'yyyy年L月d日' : 'd LLLL yyyy');
}

/** The day and the time of day, `11月21日 周六 17:00`. */
export function momentIn(language: DateLanguage, date: Date, now: Date): string {
  return `${dayIn(language, date, now)} ${local(date, language).toFormat('HH:mm')}`;
}

/** A moment with its year, wherever it stands: `2026年11月21日 17:00`. */
export function dateTimeIn(language: DateLanguage, date: Date): string {
  return `${letterDateIn(language, date)} ${local(date, language).toFormat('HH:mm')}`;
}

/** The last day that counts when a due date, an exclusive end, is a midnight; null when it is a moment within a day. */
export function lastDayBefore(dueAt: Date): Date | null {
  const at = DateTime.fromJSDate(dueAt, { zone });
  return at.toMillis() === at.startOf('day').toMillis() ? new Date(dueAt.getTime() - 1) : null;
}

/** Calendar days from one instant to another, in local days; negative when `to` lies before. */
export function daysBetween(from: Date, to: Date): number {
  const begin = DateTime.fromJSDate(from, { zone }).startOf('day');
  return Math.round(DateTime.fromJSDate(to, { zone }).startOf('day').diff(begin, 'days').days);
}

/** The beginning of a calendar day given as `YYYY-MM-DD`; null when there is no such day. */
export function startOfIsoDay(day: string): Date | null {
  const at = DateTime.fromISO(day, { zone });
  return at.isValid ? at.toJSDate() : null;
}

/** The calendar day of an instant where the institution is, `YYYY-MM-DD`. */
export function isoDayOf(date: Date): string {
  return DateTime.fromJSDate(date, { zone }).toFormat('yyyy-LL-dd');
}
