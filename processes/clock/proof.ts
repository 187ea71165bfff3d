import type { Calendar } from './calendar.ts';
import { type ClockRecord, checkCalendar, spanFactsOf } from './clock.ts';
import { localDay, localIso } from './day.ts';
import { computeDue, type Warn } from './due.ts';
import {
  lineOfDay,
  linesOfHours,
  type ProofLine,
  type ProofStep,
  proofSteps,
} from './proof-lines.ts';
import { countSpan, groundOf, type Span, type SpanFacts } from './span.ts';

export interface Proof {
  readonly startAt: string;
  readonly rule: Span;
  /** The rule's span with what extensions added to it, then those in other units. */
  readonly spans: readonly Span[];
  readonly lines: readonly ProofLine[];
  readonly steps: readonly ProofStep[];
  readonly lastDay: string;
  readonly dueAt: string;
  readonly warnAt: string | null;
  readonly zone: string;
  readonly calendar: { readonly id: string; readonly version: number };
  readonly provisional: boolean;
  readonly uncoveredYears: readonly number[];
}

/**
 * Proves a due date line by line, in codes for the dictionaries; instants are local time with their offset.
 * @throws Refusal those of `computeDue`
 */
export function proveDue(facts: SpanFacts & { readonly warn?: Warn | null }): Proof {
  const { zone, businessEnds } = groundOf(facts);
  const due = computeDue(facts);
  const spans: Span[] = [];
  const lines: ProofLine[] = [];
  let counted = 0;
  countSpan(facts, {
    onSpan: (span) => {
      spans.push(span);
      counted = 0;
    },
    onDay: (step) => {
      // The day a further span is counted from stands on the sheet already.
      if (step.role === 'start' && spans.length > 1) return;
      if (step.role === 'counted') counted += 1;
      lines.push(lineOfDay(step, { spans, n: counted }));
    },
    onHours: (step) => lines.push(...linesOfHours(step, { spans, zone })),
  });
  return {
    startAt: localIso(facts.startAt, zone),
    rule: { amount: facts.amount, unit: facts.unit },
    spans,
    lines,
    steps: proofSteps({
      spans,
      lines,
      lastDay: due.lastDay,
      businessEnds,
      startDay: localDay(facts.startAt, zone),
    }),
    lastDay: due.lastDay,
    dueAt: localIso(due.dueAt, zone),
    warnAt: due.warnAt && localIso(due.warnAt, zone),
    zone,
    calendar: { id: facts.calendar.id, version: facts.calendar.version },
    provisional: due.provisional,
    uncoveredYears: due.uncoveredYears,
  };
}

/** A clock's proof with what stands on its record. */
export interface ProofSheet extends Proof {
  readonly clock: Pick<
    ClockRecord,
    | 'id'
    | 'caseId'
    | 'kind'
    | 'regimeId'
    | 'startEvent'
    | 'pauses'
    | 'extensions'
    | 'status'
    | 'metAt'
    | 'metBy'
    | 'verdict'
    | 'verdictAt'
    | 'warnedAt'
  >;
}

/**
 * The proof sheet of a clock; a pause that still lasts is shown up to `now`, and the due date is then the one it
 * would have if it ran again at `now`.
 * @throws Refusal `CALENDAR_DIFFERS` when the calendar is not the version the clock is counted by
 */
export function proofSheet(clock: ClockRecord, calendar: Calendar, now: Date): ProofSheet {
  checkCalendar(clock, calendar);
  const { id, caseId, kind, regimeId, startEvent, pauses, extensions } = clock;
  const { status, metAt, metBy, verdict, verdictAt, warnedAt } = clock;
  return {
    ...proveDue(spanFactsOf(clock, calendar, now)),
    clock: {
      ...{ id, caseId, kind, regimeId, startEvent, pauses, extensions },
      ...{ status, metAt, metBy, verdict, verdictAt, warnedAt },
    },
  };
}
