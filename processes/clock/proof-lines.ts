import type { DayKind } from './calendar.ts';
import { addMonths, isoDateOf, localDay, localIso, startOfDay } from './day.ts';
import type { DayStep, HoursStep, Span } from './span.ts';

export type ProofReason =
  | 'start-day'
  | 'calendar-day'
  | 'working-day'
  | 'make-up-workday'
  | 'statutory-holiday'
  | 'rest-day'
  | 'uncovered-year'
  | 'paused'
  | 'moved-from-rest-day'
  | 'hours';

/** What a step rests on: an article of the Civil Code, the statutory calendar, or the rule in force. */
export type ProofBasis =
  | 'civil-code-201-1'
  | 'civil-code-201-2'
  | 'civil-code-202'
  | 'civil-code-203-1'
  | 'civil-code-203-2'
  | 'calendar'
  | 'rule';

/** One line of the sheet: a day, or of a clock of hours the part of a day. */
export interface ProofLine {
  readonly date: string;
  readonly counted: boolean;
  /** The how-manieth day of its span; null when not counted, or counted in hours. */
  readonly n: number | null;
  readonly reason: ProofReason;
  readonly basis: ProofBasis;
  /** The holiday, or the one a make-up workday belongs to. */
  readonly name: string | null;
  /** Which of the spans, from 0. */
  readonly span: number;
  /** Of hours only: local time with its offset. */
  readonly from?: string;
  readonly to?: string;
}

/** How the end follows from the lines. */
export interface ProofStep {
  readonly code:
    | 'first-day-not-counted'
    | 'counting-begins-at-once'
    | 'corresponding-day'
    | 'month-end'
    | 'last-day-moved'
    | 'ends-with-day'
    | 'ends-with-business';
  readonly basis: ProofBasis;
  readonly date: string;
}

const reasonsInWorkingDays = {
  working: ['working-day', 'rule'],
  makeup: ['make-up-workday', 'calendar'],
  holiday: ['statutory-holiday', 'calendar'],
  rest: ['rest-day', 'calendar'],
  uncovered: ['uncovered-year', 'rule'],
} as const satisfies Record<DayKind, readonly [ProofReason, ProofBasis]>;

const reasonsByRole = {
  start: ['start-day', 'civil-code-201-1'],
  counted: ['calendar-day', 'civil-code-201-1'],
  'not-counted': ['rest-day', 'calendar'],
  paused: ['paused', 'rule'],
  moved: ['moved-from-rest-day', 'civil-code-203-1'],
} as const satisfies Record<DayStep['role'], readonly [ProofReason, ProofBasis]>;

/** The line of a day; `n` is how many days of its span are counted so far. */
export function lineOfDay(
  { day, role, calendarDay }: DayStep,
  { spans, n }: { spans: readonly Span[]; n: number },
): ProofLine {
  const counted = role === 'counted';
  const asksCalendar = spans.at(-1)?.unit === 'wd' && (counted || role === 'not-counted');
  const [reason, basis] = asksCalendar
    ? reasonsInWorkingDays[calendarDay.kind]
    : reasonsByRole[role];
  return {
    date: isoDateOf(day),
    counted,
    n: counted ? n : null,
    reason,
    basis,
    name: calendarDay.name,
    span: spans.length - 1,
  };
}

/** One line for each local day the stretch touches. */
export function linesOfHours(
  step: HoursStep,
  { spans, zone }: { spans: readonly Span[]; zone: string },
): ProofLine[] {
  const lines: ProofLine[] = [];
  for (let from = step.from; from < step.to; ) {
    const day = localDay(new Date(from), zone);
    const to = Math.min(step.to, startOfDay(day + 1, zone).getTime());
    lines.push({
      date: isoDateOf(day),
      counted: step.counted,
      n: null,
      reason: step.counted ? 'hours' : 'paused',
      basis: step.counted ? 'civil-code-201-2' : 'rule',
      name: null,
      span: spans.length - 1,
      from: localIso(new Date(from), zone),
      to: localIso(new Date(to), zone),
    });
    from = to;
  }
  return lines;
}

/** The steps the end of a span follows by; months come first or not at all. */
export function proofSteps(sheet: {
  readonly spans: readonly Span[];
  readonly lines: readonly ProofLine[];
  readonly startDay: number;
  readonly lastDay: string;
  readonly businessEnds: string;
}): ProofStep[] {
  const { spans, lines, startDay, lastDay, businessEnds } = sheet;
  const moved = spans.flatMap((_, index) => lastMove(lines, index));
  const ends = businessEnds === '24:00' ? 'ends-with-day' : 'ends-with-business';
  return [
    ...spans.slice(0, 1).flatMap((first) => firstSteps(first, startDay)),
    ...moved,
    ...(spans.at(-1)?.unit === 'h'
      ? []
      : [{ code: ends, basis: 'civil-code-203-2', date: lastDay } as const]),
  ];
}

function firstSteps({ amount, unit }: Span, startDay: number): ProofStep[] {
  const date = isoDateOf(startDay);
  if (unit === 'h') return [{ code: 'counting-begins-at-once', basis: 'civil-code-201-2', date }];
  const begins = { code: 'first-day-not-counted', basis: 'civil-code-201-1', date } as const;
  if (unit !== 'month') return [begins];
  const end = isoDateOf(addMonths(startDay, amount));
  const code = end.slice(8) === date.slice(8) ? 'corresponding-day' : 'month-end';
  return [begins, { code, basis: 'civil-code-202', date: end }];
}

function lastMove(lines: readonly ProofLine[], index: number): ProofStep[] {
  const moved = lines.findLast(
    ({ span, reason }) => span === index && reason === 'moved-from-rest-day',
  );
  return moved === undefined
    ? []
    : [{ code: 'last-day-moved', basis: 'civil-code-203-1', date: moved.date }];
}
