import { Refusal } from '../refusal.ts';
import { type Calendar, type CalendarDay, calendarDay } from './calendar.ts';
import { addMonths, checkZone, endOfDay, isoDateOf, localDay } from './day.ts';
import {
  type Interval,
  type PausedDays,
  pausedDays,
  type StandStill,
  standStills,
} from './pause.ts';

export type Unit = 'h' | 'd' | 'wd' | 'month';

/** A length of time: hours, calendar days, working days or calendar months. */
export interface Span {
  readonly amount: number;
  readonly unit: Unit;
}

/** More time, as granted. */
export interface Extension extends Span {
  readonly at: Date;
  readonly reason: string;
  readonly paper?: string;
}

/** Everything a due date rests on, and nothing else. */
export interface SpanFacts extends Span {
  readonly startAt: Date;
  readonly calendar: Calendar;
  /** IANA name; the calendar's own where none is given. */
  readonly zone?: string;
  readonly pauses?: readonly Interval[];
  readonly extensions?: readonly Span[];
  /** HH:mm the last day ends at instead of 24:00; the end of the calendar's office hours where none is given. */
  readonly endOfDay?: string;
  /** Where a pause that still lasts is taken to end; without it, where it began. */
  readonly now?: Date;
}

/** Told of each step of the count; the proof sheet is made of these. */
export interface CountListener {
  readonly onSpan: (span: Span) => void;
  readonly onDay: (step: DayStep) => void;
  readonly onHours: (step: HoursStep) => void;
}

/** A stretch of hours, in milliseconds: counted, or in a pause. */
export interface HoursStep {
  readonly from: number;
  readonly to: number;
  readonly counted: boolean;
}

export interface DayStep {
  readonly day: number;
  readonly role: 'start' | 'counted' | 'not-counted' | 'paused' | 'moved';
  readonly calendarDay: CalendarDay;
}

export interface Count {
  readonly dueAt: Date;
  /** The last day of the span, as counted by `dayOf`. */
  readonly lastDay: number;
  readonly uncoveredYears: readonly number[];
}

/** What counting needs besides the span itself. */
export interface Ground {
  readonly calendar: Calendar;
  readonly zone: string;
  readonly businessEnds: string;
  readonly stills: readonly StandStill[];
  readonly pausedDays: readonly PausedDays[];
}

const hour = 3_600_000;
const longest = { h: 876_000, d: 36_500, wd: 26_000, month: 1_200 } as const satisfies Record<
  Unit,
  number
>;

const addedOrder: readonly Unit[] = ['d', 'wd', 'h'];

/** @throws Refusal `ZONE_UNKNOWN`, `PAUSES_OVERLAP`, `PAUSE_ENDS_BEFORE_IT_BEGINS` */
export function groundOf(facts: SpanFacts): Ground {
  const zone = facts.zone ?? facts.calendar.zone;
  checkZone(zone);
  const businessEnds = facts.endOfDay ?? facts.calendar.officeHours?.end ?? '24:00';
  const stills = standStills(facts.pauses ?? [], facts.now);
  const days = pausedDays(stills, { zone, businessEnds });
  return { calendar: facts.calendar, zone, businessEnds, stills, pausedDays: days };
}

/**
 * Counts a span by Civil Code 200–203 and the working-day rule, telling `listener` each step.
 * @throws Refusal `START_UNREADABLE`, `AMOUNT_OUT_OF_RANGE`, `EXTENSION_UNIT` and those of `groundOf`
 */
export function countSpan(facts: SpanFacts, listener?: CountListener): Count {
  if (Number.isNaN(facts.startAt.getTime())) throw new Refusal('START_UNREADABLE');
  const ground = groundOf(facts);
  const uncovered = new Set<number>();
  const counter = { ground, listener, uncovered };
  let position: Position = {
    at: facts.startAt.getTime(),
    day: localDay(facts.startAt, ground.zone),
  };
  for (const span of spansOf(facts)) {
    listener?.onSpan(span);
    position =
      span.unit === 'h' ? countHours(position, span, counter) : countDays(position, span, counter);
  }
  return { dueAt: new Date(position.at), lastDay: position.day, uncoveredYears: [...uncovered] };
}

interface Position {
  readonly at: number;
  readonly day: number;
}

interface Counter {
  readonly ground: Ground;
  readonly listener: CountListener | undefined;
  readonly uncovered: Set<number>;
}

/** The rule's own span with the extensions in its unit, then the others in a fixed order: their order never matters. */
function spansOf({ amount, unit, extensions = [] }: SpanFacts): Span[] {
  const granted = new Map([[unit, amount]]);
  checkAmount({ amount, unit });
  for (const extension of extensions) {
    checkAmount(extension);
    // A month has no fixed length: begun elsewhere than at the start, a later start could end it earlier.
    if (extension.unit === 'month' && unit !== 'month') {
      throw new Refusal('EXTENSION_UNIT', { unit: extension.unit, of: unit });
    }
    granted.set(extension.unit, (granted.get(extension.unit) ?? 0) + extension.amount);
  }
  const place = (one: Unit) => (one === unit ? -1 : addedOrder.indexOf(one));
  return [...granted]
    .map(([one, sum]) => ({ unit: one, amount: sum }))
    .sort((left, right) => place(left.unit) - place(right.unit));
}

function checkAmount({ amount, unit }: Span): void {
  if (!Number.isInteger(amount) || amount < 1 || amount > longest[unit]) {
    throw new Refusal('AMOUNT_OUT_OF_RANGE', { amount, unit, most: longest[unit] });
  }
}

/** Hours are natural time: they begin at once, skip what a pause covers, and do not move from a rest day. */
function countHours(start: Position, span: Span, { ground, listener }: Counter): Position {
  let left = span.amount * hour;
  let at = start.at;
  for (const { from, to } of ground.stills) {
    if (to <= at) continue;
    if (at + left <= from) break;
    if (from > at) listener?.onHours({ from: at, to: from, counted: true });
    left -= Math.max(from - at, 0);
    listener?.onHours({ from: Math.max(from, at), to, counted: false });
    at = to;
  }
  listener?.onHours({ from: at, to: at + left, counted: true });
  return { at: at + left, day: localDay(new Date(at + left - 1), ground.zone) };
}

/** Days: the first is not counted, one at whose end the clock stands still neither; the last is never a rest day. */
function countDays(start: Position, span: Span, counter: Counter): Position {
  const { ground } = counter;
  const workingOnly = span.unit === 'wd';
  const amount =
    span.unit === 'month' ? addMonths(start.day, span.amount) - start.day : span.amount;
  let day = start.day;
  tell(counter, day, 'start');
  for (let counted = 0; counted < amount; ) {
    day += 1;
    const role = roleOf(counter, day, workingOnly);
    if (role === 'counted') counted += 1;
    tell(counter, day, role);
  }
  while (!isWorkingDay(counter, day) || isPaused(ground, day)) {
    day += 1;
    tell(counter, day, isPaused(ground, day) ? 'paused' : 'moved');
  }
  return { at: endOfDay(day, ground.zone, ground.businessEnds).getTime(), day };
}

function roleOf(counter: Counter, day: number, workingOnly: boolean): DayStep['role'] {
  if (isPaused(counter.ground, day)) return 'paused';
  return workingOnly && !isWorkingDay(counter, day) ? 'not-counted' : 'counted';
}

/** Whether a pause takes the day. */
export function isPaused(ground: Pick<Ground, 'pausedDays'>, day: number): boolean {
  return ground.pausedDays.some(({ first, last }) => first <= day && day <= last);
}

function isWorkingDay({ ground, uncovered }: Counter, day: number): boolean {
  const { kind, works } = calendarDay(ground.calendar, day);
  if (kind === 'uncovered') uncovered.add(Number(isoDateOf(day).slice(0, 4)));
  return works;
}

function tell({ ground, listener }: Counter, day: number, role: DayStep['role']): void {
  if (listener === undefined) return;
  listener.onDay({ day, role, calendarDay: calendarDay(ground.calendar, day) });
}
