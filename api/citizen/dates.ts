import { DateTime } from 'luxon';
import type { Words } from './words.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;

function local(date: Date, words: Words): DateTime {
  return DateTime.fromJSDate(date, { zone }).setLocale(words.lang === 'zh' ? 'zh-CN' : 'en-GB');
}

function daysBetween(from: Date, to: Date): number {
  const [a, b] = [from, to].map((date) => DateTime.fromJSDate(date, { zone }).startOf('day'));
  return a === undefined || b === undefined ? 0 : Math.round(b.diff(a, 'days').days);
}

/** `11月21日 周六`, with the year when it is not this one. */
export function sayDay(date: Date, now: Date, words: Words): string {
  const at = local(date, words);
  const otherYear = at.year !== local(now, words).year;
  if (words.lang === 'zh') return at.toFormat(`${otherYear ? 'yyyy年' : ''}L月d日 ccc`);
  return at.toFormat(`ccc d LLLL${otherYear ? ' yyyy' : ''}`);
}

/** The day and the time of day, `11月21日 周六 17:00`. */
export function sayMoment(date: Date, now: Date, words: Words): string {
  return `${sayDay(date, now, words)} ${local(date, words).toFormat('HH:mm')}`;
}

/** A calendar day as `YYYY-MM-DD`, said in words; what is no such day is given back. */
export function sayIsoDay(day: string, now: Date, words: Words): string {
  const at = DateTime.fromISO(day, { zone });
  return at.isValid ? sayDay(at.toJSDate(), now, words) : day;
}

/** The last moment in time: a due date at midnight is the end of the day before. */
export function sayDue(dueAt: Date, now: Date, words: Words): string {
  const at = local(dueAt, words);
  if (at.toMillis() !== at.startOf('day').toMillis()) return sayMoment(dueAt, now, words);
  return words.say('date.endOfDay', { date: sayDay(new Date(dueAt.getTime() - 1), now, words) });
}

function sayLate(dueAt: Date, now: Date, words: Words): string {
  const days = daysBetween(new Date(dueAt.getTime() - 1), now);
  return days < 1 ? words.say('date.lateToday') : words.say('date.daysLate', { count: days });
}

/** How far off a due date is, in days, or in hours when it is close; natural time. */
export function sayDistance(dueAt: Date, now: Date, words: Words): string {
  const left = dueAt.getTime() - now.getTime();
  if (left <= 0) return sayLate(dueAt, now, words);
  if (left < hour) return words.say('date.soon');
  const days = daysBetween(now, new Date(dueAt.getTime() - 1));
  if (days >= 2) return words.say('date.daysLeft', { count: days });
  return words.say('date.hoursLeft', { count: Math.floor(left / hour) });
}

/** A past moment with how long ago it was. */
export function sayPast(date: Date, now: Date, words: Words): string {
  const days = daysBetween(date, now);
  const distance =
    days < 1 ? words.say('date.todayPast') : words.say('date.daysAgo', { count: days });
  return words.say('date.both', { date: sayMoment(date, now, words), distance });
}
