import {
  dayIn,
  daysBetween,
  lastDayBefore,
  momentIn,
  startOfIsoDay,
} from '../../processes/language/dates.ts';
import type { Words } from './words.ts';

const hour = 3_600_000;

/** `11月21日 周六`, with the year when it is not this one. */
export function sayDay(date: Date, now: Date, words: Words): string {
  return dayIn(words.lang, date, now);
}

/** A calendar day as `YYYY-MM-DD`, said in words; what is no such day is given back. */
export function sayIsoDay(day: string, now: Date, words: Words): string {
  const at = startOfIsoDay(day);
  return at === null ? day : sayDay(at, now, words);
}

/** Whether a day (`YYYY-MM-DD`) has ended where the institution is; false for what is no day. */
export function isPastDay(day: string, now: Date): boolean {
  const at = startOfIsoDay(day);
  return at !== null && daysBetween(at, now) > 0;
}

/** The last moment in time: a due date at midnight is the end of the day before. */
export function sayDue(dueAt: Date, now: Date, words: Words): string {
  const lastDay = lastDayBefore(dueAt);
  return lastDay === null
    ? momentIn(words.lang, dueAt, now)
    : words.say('date.endOfDay', { date: sayDay(lastDay, now, words) });
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
  return words.say('date.both', { date: momentIn(words.lang, date, now), distance });
}
