import { calendarDay } from './calendar.ts';
import { isoDateOf, localDay, startOfDay } from './day.ts';
import { countSpan, type Ground, groundOf, isPaused, type SpanFacts } from './span.ts';

/** How long before the due date a clock warns. */
export interface Warn {
  readonly amount: number;
  readonly unit: 'h' | 'd' | 'wd';
}

export interface DueDate {
  /** Exclusive end: what happens at this instant is late. */
  readonly dueAt: Date;
  /** The last day, local, as `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly warnAt: Date | null;
  /** True when a day of a year the calendar does not cover was taken as Monday to Friday. */
  readonly provisional: boolean;
  readonly uncoveredYears: readonly number[];
}

/**
 * When a span ends, and when to warn of it. Hours run at once and exactly; days and months leave out the day of the
 * start, end at 24:00 (or with business hours) and never on a rest day; working days leave out rest days.
 * A pause shifts the end: hours by its length, days by each day at whose end the clock stands still.
 * @throws Refusal `AMOUNT_OUT_OF_RANGE`, `START_UNREADABLE`, `ZONE_UNKNOWN`, `EXTENSION_UNIT`, `PAUSES_OVERLAP`,
 *   `PAUSE_ENDS_BEFORE_IT_BEGINS`
 * @example computeDue({ startAt, amount: 8, unit: 'wd', calendar }).dueAt
 */
export function computeDue({
  warn,
  ...facts
}: SpanFacts & { readonly warn?: Warn | null }): DueDate {
  const count = countSpan(facts);
  return {
    dueAt: count.dueAt,
    lastDay: isoDateOf(count.lastDay),
    warnAt: warn ? warnBefore(count.dueAt, warn, facts) : null,
    provisional: count.uncoveredYears.length > 0,
    uncoveredYears: count.uncoveredYears,
  };
}

/** Null when the clock is shorter than its warning. */
function warnBefore(dueAt: Date, warn: Warn, facts: SpanFacts): Date | null {
  const ground = groundOf(facts);
  const at =
    warn.unit === 'h'
      ? hoursBefore(dueAt, warn.amount, ground)
      : daysBefore(dueAt, warn, { ground, startAt: facts.startAt });
  return at > facts.startAt ? at : null;
}

/** Hours in which the clock stood still are not hours left. */
function hoursBefore(dueAt: Date, hours: number, { stills }: Ground): Date {
  let left = hours * 3_600_000;
  let at = dueAt.getTime();
  for (const { from, to } of stills.toReversed()) {
    if (from >= at) continue;
    if (to <= at - left) break;
    left -= Math.max(at - to, 0);
    at = from;
  }
  return new Date(at - left);
}

/** The beginning of the day with which so many days, the last one among them, are left. */
function daysBefore(
  dueAt: Date,
  { amount, unit }: Warn,
  { ground, startAt }: { ground: Ground; startAt: Date },
): Date {
  const startDay = localDay(startAt, ground.zone);
  let day = localDay(new Date(dueAt.getTime() - 1), ground.zone);
  for (let left = amount; day > startDay; day -= 1) {
    const counts =
      !isPaused(ground, day) && (unit === 'd' || calendarDay(ground.calendar, day).works);
    if (counts) left -= 1;
    if (left <= 0) break;
  }
  return startOfDay(day, ground.zone);
}
