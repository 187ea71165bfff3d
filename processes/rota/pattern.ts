import rrule from 'rrule';
import { isoDateOf } from '../clock/day.ts';

const { RRule } = rrule;

/** What a pattern may say: which days, never times, ends or counts. Those are fields of the shift. */
const words = [
  /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  /^INTERVAL=([1-9]|[1-4]\d|5[0-3])$/,
  /^BYDAY=(([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/,
  /^BYMONTHDAY=-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/,
  /^BYMONTH=([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/,
  /^BYSETPOS=-?\d{1,2}(,-?\d{1,2})*$/,
  /^WKST=(MO|SU)$/,
] as const;

const day = 86_400_000;

function parse(text: string) {
  return RRule.parseString(text);
}

/** Why a pattern is none that a shift can have: the code of the sentence that says so; null when it is one. */
export function patternProblem(text: string): 'PATTERN_UNREADABLE' | null {
  const parts = text.split(';');
  const names = parts.map((part) => part.split('=')[0]);
  const isSound =
    names[0] === 'FREQ' &&
    new Set(names).size === names.length &&
    parts.every((part) => words.some((word) => word.test(part)));
  return isSound ? null : 'PATTERN_UNREADABLE';
}

/**
 * The days of a pattern from its first day on, as counted by `dayOf`, in order.
 *
 * @param until the last day that is looked at, included
 */
export function patternDays(text: string, from: number, until: number): number[] {
  if (until < from) return [];
  // Days are counted as midnights of UTC: a rule of days knows no zone.
  const rule = new RRule({
    ...parse(text),
    dtstart: new Date(from * day),
    until: new Date(until * day),
  });
  return rule.all().map((at) => Math.round(at.getTime() / day));
}

/** The days of a pattern as `YYYY-MM-DD`. */
export function patternDates(text: string, from: number, until: number): string[] {
  return patternDays(text, from, until).map(isoDateOf);
}
