import { Refusal } from '../refusal.ts';
import type { Calendar } from './calendar.ts';
import {
  type ClockRecord,
  isOverdue,
  pauseAt,
  spanFactsOf,
  type Verdict,
  verdictOf,
} from './clock.ts';
import { computeDue } from './due.ts';
import { type MoveGround, moveClock } from './move-clock.ts';

/** What another calendar does to one running clock. */
export interface ClockEffect {
  /** The clock as it is after; the very one it was when somebody has to decide first. */
  readonly clock: ClockRecord;
  readonly dueBefore: Date;
  readonly dueAfter: Date;
  /**
   * `undecided`: it would be overdue by the change alone, so it is not moved unless somebody decides it.
   * `warning`: only the warning comes at another time.
   */
  readonly moves: 'earlier' | 'later' | 'warning' | 'not' | 'undecided';
  /** The provisional mark falls away, or comes. */
  readonly mark: 'firm' | 'provisional' | 'same';
  /** Whether it is late now and would no longer be, or the other way round. */
  readonly changesVerdict: boolean;
}

function movesOf(before: ClockRecord, after: ClockRecord): ClockEffect['moves'] {
  const shift = after.dueAt.getTime() - before.dueAt.getTime();
  if (shift !== 0) return shift > 0 ? 'later' : 'earlier';
  return after.warnAt?.getTime() === before.warnAt?.getTime() ? 'not' : 'warning';
}

function markOf(before: ClockRecord, after: ClockRecord): ClockEffect['mark'] {
  if (before.provisional === after.provisional) return 'same';
  return after.provisional ? 'provisional' : 'firm';
}

function movedOrRefused(clock: ClockRecord, ground: MoveGround): ClockRecord | null {
  try {
    return moveClock(clock, {}, ground);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'CLOCK_MOVED_INTO_PAST') return null;
    throw error;
  }
}

/**
 * Counts a running clock with another version of its calendar.
 * @throws Refusal `CLOCK_NOT_RUNNING` and those of `computeDue`
 */
export function recountClock(clock: ClockRecord, ground: MoveGround): ClockEffect {
  const moved = movedOrRefused(clock, ground);
  const after = moved ?? moveClock(clock, {}, { ...ground, mayBePast: true });
  return {
    clock: moved ?? clock,
    dueBefore: clock.dueAt,
    dueAfter: after.dueAt,
    moves: moved === null ? 'undecided' : movesOf(clock, after),
    mark: markOf(clock, after),
    changesVerdict: isOverdue(clock, ground.now) !== isOverdue(after, ground.now),
  };
}

/** A verdict that stays although another calendar would have led to another one. */
export interface VerdictReview {
  readonly dueBefore: Date;
  readonly dueAfter: Date;
  readonly verdictBefore: Verdict;
  /** Null: it would still run. */
  readonly verdictAfter: Verdict | null;
}

/** What the verdict of a clock would have been with another calendar; null where it is the same. Verdicts are frozen. */
export function reviewVerdict(
  clock: ClockRecord,
  { calendar, now }: MoveGround,
): VerdictReview | null {
  if (clock.verdict === null || clock.status === 'frozen') return null;
  // Met while it stood still: on time whatever the calendar says.
  if (clock.metAt !== null && pauseAt(clock, clock.metAt) !== null) return null;
  const { dueAt } = computeDue(spanFactsOf(clock, calendar));
  const verdictAfter = verdictOf({ dueAt, metAt: clock.metAt }, now);
  if (verdictAfter === clock.verdict) return null;
  return { dueBefore: clock.dueAt, dueAfter: dueAt, verdictBefore: clock.verdict, verdictAfter };
}

/** Whether a clock is counted with an earlier version of a calendar. */
export function isCountedBefore(clock: Pick<ClockRecord, 'calendar'>, calendar: Calendar): boolean {
  return clock.calendar.id === calendar.id && clock.calendar.version < calendar.version;
}
