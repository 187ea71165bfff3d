import { Refusal } from '../refusal.ts';
import type { Calendar } from './calendar.ts';
import { type ClockFacts, type ClockRecord, checkCalendar, pauseAt, spanFactsOf } from './clock.ts';
import { computeDue } from './due.ts';
import { type Pause, standStills } from './pause.ts';
import type { Extension } from './span.ts';

/** The ground a clock is moved on: the calendar it is counted with, and the moment it happens. */
export interface MoveGround {
  readonly calendar: Calendar;
  readonly now: Date;
  /** Somebody decided that the clock may be overdue by the change alone. */
  readonly mayBePast?: boolean;
}

/**
 * Records a pause. The due date moves when it ends, or at once where its end is given.
 * @throws Refusal `CLOCK_NOT_RUNNING`, `CLOCK_EXPIRED`, `CALENDAR_DIFFERS`, `PAUSE_IN_FUTURE`, `PAUSE_BEFORE_START`,
 *   `PAUSE_AFTER_DUE`, `PAUSES_OVERLAP`, `PAUSE_ENDS_BEFORE_IT_BEGINS`
 */
export function pauseClock(clock: ClockRecord, pause: Pause, ground: MoveGround): ClockRecord {
  checkMovable(clock, ground);
  const from = pause.from.toISOString();
  if (pause.from > ground.now) throw new Refusal('PAUSE_IN_FUTURE', { from });
  if (pause.from < clock.startAt) {
    throw new Refusal('PAUSE_BEFORE_START', { from, start: clock.startAt.toISOString() });
  }
  if (pause.from >= clock.dueAt) {
    throw new Refusal('PAUSE_AFTER_DUE', { from, due: clock.dueAt.toISOString() });
  }
  const pauses = [...clock.pauses, pause];
  standStills(pauses);
  return recount({ ...clock, pauses }, ground);
}

/**
 * Ends the pause that lasts.
 * @throws Refusal `CLOCK_NOT_RUNNING`, `CALENDAR_DIFFERS`, `CLOCK_NOT_PAUSED`, `RESUME_IN_FUTURE`,
 *   `PAUSE_ENDS_BEFORE_IT_BEGINS`
 */
export function resumeClock(clock: ClockRecord, at: Date, ground: MoveGround): ClockRecord {
  checkRunning(clock, ground);
  const lasting = pauseAt(clock, ground.now);
  if (lasting === null) throw new Refusal('CLOCK_NOT_PAUSED');
  if (at > ground.now) throw new Refusal('RESUME_IN_FUTURE', { at: at.toISOString() });
  const pauses = clock.pauses.map((pause) => (pause === lasting ? { ...pause, to: at } : pause));
  standStills(pauses);
  return recount({ ...clock, pauses }, ground);
}

/**
 * Grants more time.
 * @throws Refusal `CLOCK_NOT_RUNNING`, `CLOCK_EXPIRED`, `CALENDAR_DIFFERS`, `AMOUNT_OUT_OF_RANGE`, `EXTENSION_UNIT`
 */
export function extendClock(
  clock: ClockRecord,
  extension: Extension,
  ground: MoveGround,
): ClockRecord {
  checkMovable(clock, ground);
  return recount({ ...clock, extensions: [...clock.extensions, extension] }, ground);
}

/** What another regime, or a corrected start event, changes of a clock. */
export type ClockChange = Partial<
  Pick<ClockFacts, 'regimeId' | 'startEvent' | 'startAt' | 'amount' | 'unit' | 'warn'>
>;

/**
 * Counts a running clock again by changed facts or another calendar (the ground's).
 * @throws Refusal `CLOCK_NOT_RUNNING`, `CLOCK_MOVED_INTO_PAST` when it would be overdue by the change alone, and
 *   those of `computeDue`
 */
export function moveClock<K extends string>(
  clock: ClockRecord<K>,
  change: ClockChange,
  ground: MoveGround,
): ClockRecord<K> {
  if (clock.status !== 'running') throw new Refusal('CLOCK_NOT_RUNNING', { status: clock.status });
  const { calendar, now, mayBePast = false } = ground;
  const moved = recount(
    { ...clock, ...change, calendar: { id: calendar.id, version: calendar.version } },
    ground,
  );
  if (!mayBePast && now < clock.dueAt && moved.dueAt <= now) {
    throw new Refusal('CLOCK_MOVED_INTO_PAST', { due: moved.dueAt.toISOString() });
  }
  return moved;
}

function recount<K extends string>(
  clock: ClockRecord<K>,
  { calendar, now }: MoveGround,
): ClockRecord<K> {
  const { dueAt, warnAt, provisional } = computeDue(spanFactsOf(clock, calendar));
  // A warning given for the earlier due date does not stand for a later one.
  const warnsAgain = warnAt !== null && warnAt > now;
  return { ...clock, dueAt, warnAt, provisional, warnedAt: warnsAgain ? null : clock.warnedAt };
}

function checkMovable(clock: ClockRecord, ground: MoveGround): void {
  checkRunning(clock, ground);
  if (pauseAt(clock, ground.now) === null && ground.now >= clock.dueAt) {
    throw new Refusal('CLOCK_EXPIRED', { due: clock.dueAt.toISOString() });
  }
}

function checkRunning(clock: ClockRecord, { calendar }: MoveGround): void {
  if (clock.status !== 'running') throw new Refusal('CLOCK_NOT_RUNNING', { status: clock.status });
  checkCalendar(clock, calendar);
}
