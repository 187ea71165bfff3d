import {
  type ClockFacts,
  type ClockRecord,
  pauseAt,
  spanFactsOf,
  startClock,
  type Verdict,
} from '../clock/clock.ts';
import type { ClockKind } from '../clock/clock-kinds.ts';
import { computeDue } from '../clock/due.ts';
import { clocksOf } from '../complaint/clocks.ts';
import { regime } from '../complaint/regime.ts';
import { Refusal } from '../refusal.ts';
import type { CountingGround, PastCase } from './past-case.ts';

/** A deadline as a regime would have set it. */
export interface CountedClock {
  readonly kind: ClockKind;
  readonly dueAt: Date;
  /** Counted over a year the calendar does not cover, as if it had no holidays. */
  readonly provisional: boolean;
  /** Null while open, or where nobody knows when it was met. */
  readonly verdict: Verdict | null;
}

/** The deadlines of a case under a regime, or why they cannot be counted. */
export type Counted =
  | { readonly clocks: readonly CountedClock[]; readonly refused: null }
  | { readonly clocks: readonly []; readonly refused: string };

function verdictOf(clock: ClockRecord, metAt: Date | null, asOf: Date): Verdict | null {
  if (metAt !== null) return metAt < clock.dueAt ? 'on-time' : 'overdue';
  if (pauseAt(clock, asOf) !== null) return null;
  return asOf < clock.dueAt ? null : 'overdue';
}

/** The clock of the house that these facts stand for: of two answers the one from the same event. */
function recordedOf({ clocks }: PastCase, { kind, startEvent }: ClockFacts): ClockRecord | null {
  const own = clocks.filter((clock) => clock.kind === kind);
  return own.find((clock) => clock.startEvent === startEvent) ?? own.at(-1) ?? null;
}

function countOne(past: PastCase, facts: ClockFacts, ground: CountingGround): CountedClock {
  const { asOf, calendarOf } = ground;
  const { kind } = facts;
  const recorded = recordedOf(past, facts);
  const calendar = calendarOf(recorded);
  const begun = startClock(facts, calendar);
  const lived =
    recorded === null
      ? begun
      : { ...begun, pauses: recorded.pauses, extensions: recorded.extensions };
  const { dueAt, provisional } = computeDue(spanFactsOf(lived, calendar, asOf));
  const clock = { ...lived, dueAt };
  const counted = { kind, dueAt, provisional };
  if (recorded !== null) return { ...counted, verdict: verdictOf(clock, recorded.metAt, asOf) };
  // A case of another system says when it was closed, and nothing of its first response.
  return { ...counted, verdict: kind === 'done' ? verdictOf(clock, past.closedAt, asOf) : null };
}

/**
 * The due dates and verdicts a case would have under the regime a table answered with: counted as the house counts,
 * with the pauses and extensions the clock had and the calendar version it names.
 */
export function countClocks(past: PastCase, output: unknown, ground: CountingGround): Counted {
  const read = regime.safeParse(output);
  if (!read.success) return { clocks: [], refused: 'REGIME_UNREADABLE' };
  try {
    const clocks = clocksOf(past, read.data).map((facts) => countOne(past, facts, ground));
    return { clocks, refused: null };
  } catch (error) {
    if (error instanceof Refusal) return { clocks: [], refused: error.code };
    throw error;
  }
}
