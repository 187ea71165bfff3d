import { Refusal } from '../refusal.ts';
import type { Calendar } from './calendar.ts';
import type { ClockKind } from './clock-kinds.ts';
import { computeDue, type Warn } from './due.ts';
import type { Pause } from './pause.ts';
import type { Extension, Span, SpanFacts, Unit } from './span.ts';

export type Verdict = 'on-time' | 'overdue';

/**
 * One deadline of a case, or of an incident with kinds of its own: its facts, the dates computed from them, and its
 * verdict, which is frozen once given.
 */
export interface ClockRecord<K extends string = ClockKind> {
  readonly id: string;
  readonly caseId: string;
  readonly kind: K;
  readonly regimeId: string;
  readonly startEvent: string;
  readonly startAt: Date;
  readonly amount: number;
  readonly unit: Unit;
  readonly zone: string;
  readonly calendar: { readonly id: string; readonly version: number };
  readonly warn: Warn | null;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly dueAt: Date;
  readonly warnAt: Date | null;
  readonly provisional: boolean;
  /** `frozen`: recorded with its due date and verdict as they came (imported), never rung. */
  readonly status: 'running' | 'met' | 'overdue' | 'frozen';
  readonly metAt: Date | null;
  /** The action that met it. */
  readonly metBy: string | null;
  readonly verdict: Verdict | null;
  readonly verdictAt: Date | null;
  readonly warnedAt: Date | null;
  readonly instanceKey: string | null;
  readonly version: number;
}

/** What a regime and a case say of a clock before it runs. */
export interface ClockFacts<K extends string = ClockKind> extends Span {
  readonly id: string;
  readonly caseId: string;
  readonly kind: K;
  readonly regimeId: string;
  readonly startEvent: string;
  readonly startAt: Date;
  readonly warn: Warn | null;
  /** The calendar's own where none is given. */
  readonly zone?: string;
}

/**
 * A clock that runs from its start event, wherever that lies: it may be due already.
 * @throws Refusal those of `computeDue`
 */
export function startClock<K extends string>(
  facts: ClockFacts<K>,
  calendar: Calendar,
): ClockRecord<K> {
  const { dueAt, warnAt, provisional } = computeDue({ ...facts, calendar });
  return {
    ...facts,
    zone: facts.zone ?? calendar.zone,
    calendar: { id: calendar.id, version: calendar.version },
    pauses: [],
    extensions: [],
    dueAt,
    warnAt,
    provisional,
    status: 'running',
    metAt: null,
    metBy: null,
    verdict: null,
    verdictAt: null,
    warnedAt: null,
    instanceKey: null,
    version: 1,
  };
}

/** The facts of a clock as the arithmetic takes them; `now` is where a pause that still lasts is taken to end. */
export function spanFactsOf(clock: ClockRecord<string>, calendar: Calendar, now?: Date) {
  const { startAt, amount, unit, zone, pauses, extensions, warn } = clock;
  const facts = { startAt, amount, unit, zone, pauses, extensions, warn, calendar };
  return (now === undefined ? facts : { ...facts, now }) satisfies SpanFacts;
}

/**
 * A clock is counted by the calendar version it names: another one would move its date for a reason nobody was shown.
 * @throws Refusal `CALENDAR_DIFFERS`
 */
export function checkCalendar(clock: ClockRecord<string>, calendar: Calendar): void {
  if (clock.calendar.id === calendar.id && clock.calendar.version === calendar.version) return;
  throw new Refusal('CALENDAR_DIFFERS', {
    clock: `${clock.calendar.id}@${clock.calendar.version}`,
    given: `${calendar.id}@${calendar.version}`,
  });
}

/** On time when met before the due date; overdue when not met by then; null while that is open. */
export function verdictOf(
  { dueAt, metAt }: Pick<ClockRecord, 'dueAt' | 'metAt'>,
  now: Date,
): Verdict | null {
  if (metAt !== null) return metAt < dueAt ? 'on-time' : 'overdue';
  return now < dueAt ? null : 'overdue';
}

/** The pause that still lasts, if any; a pause with an end lasts until then. */
export function pauseAt({ pauses }: Pick<ClockRecord, 'pauses'>, now: Date): Pause | null {
  return pauses.find(({ from, to }) => from <= now && (to === null || now < to)) ?? null;
}

/** Whether a clock is late at `now`: by its frozen verdict, or because it runs beyond its due date. */
export function isOverdue(clock: ClockRecord, now: Date): boolean {
  if (clock.verdict !== null) return clock.verdict === 'overdue';
  return clock.status === 'running' && pauseAt(clock, now) === null && now >= clock.dueAt;
}

export interface NextPoint {
  readonly at: Date;
  readonly what: 'warning' | 'overdue' | 'look-again';
}

const day = 86_400_000;

/**
 * The next instant to wake a clock at; null when it no longer runs. It may lie in the past: then it is to be rung at
 * once. A paused clock is looked at again a day later, so that it wakes even if the word that it runs again is lost.
 */
export function nextPoint(clock: ClockRecord<string>, now: Date): NextPoint | null {
  if (clock.status !== 'running') return null;
  const pause = pauseAt(clock, now);
  if (pause !== null) return { at: pause.to ?? new Date(now.getTime() + day), what: 'look-again' };
  if (clock.warnAt !== null && clock.warnedAt === null && now < clock.dueAt) {
    return { at: clock.warnAt, what: 'warning' };
  }
  return { at: clock.dueAt, what: 'overdue' };
}

/** By the house's clock it is not time yet: the engine's is ahead, or the clock was moved while it rang. */
export function isEarly(clock: ClockRecord<string>, at: Date): boolean {
  const point = nextPoint(clock, at);
  return point !== null && at < point.at;
}

export interface Ringing<K extends string = ClockKind> {
  readonly clock: ClockRecord<K>;
  readonly rang: 'warning' | 'overdue' | 'nothing';
}

/** Rings what is due at `now`, each once: a second ring, one too early, or one in a pause, rings nothing. */
export function ringClock<K extends string>(clock: ClockRecord<K>, now: Date): Ringing<K> {
  const point = nextPoint(clock, now);
  if (point === null || point.what === 'look-again' || now < point.at) {
    return { clock, rang: 'nothing' };
  }
  if (point.what === 'warning') return { clock: { ...clock, warnedAt: now }, rang: 'warning' };
  const late = { status: 'overdue', verdict: 'overdue', verdictAt: now } as const;
  return { clock: { ...clock, ...late }, rang: 'overdue' };
}

/** Ends a clock by the action that meets it and freezes its verdict; one that was met, or is frozen, stays as it is. */
export function meetClock<K extends string>(
  clock: ClockRecord<K>,
  at: Date,
  action: string,
): ClockRecord<K> {
  if (clock.metAt !== null || clock.status === 'frozen') return clock;
  const met = { ...clock, status: 'met', metAt: at, metBy: action } as const;
  // A verdict given before stays: overdue is not undone by the answer that came late.
  if (clock.verdict !== null) return met;
  // A pause that still lasts has not moved the due date yet; a clock that stands still is on time.
  const verdict = pauseAt(clock, at) === null ? verdictOf(met, at) : 'on-time';
  return { ...met, verdict, verdictAt: at };
}
