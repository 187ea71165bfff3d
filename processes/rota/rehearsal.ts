import { type Calendar, calendarDay, type DayKind } from '../clock/calendar.ts';
import { isoDateOf, localDay } from '../clock/day.ts';
import type { Span } from './changes.ts';
import { type Duty, type DutyFacts, dutiesOf, type Lack } from './duties.ts';
import type { Rota } from './rota.ts';

/** A time in which nobody would answer: no shift covers it, or nobody stands the one that does. */
export interface Gap extends Span {
  readonly rotaId: string;
  /** Null when no shift covers the time. */
  readonly shiftId: string | null;
  readonly why: 'no-shift' | Lack;
  /** Whose turn it would be; null when it is nobody's. */
  readonly turnOf: string | null;
}

/** Somebody who would have to be at two places. */
export interface Clash extends Span {
  readonly userId: string;
  readonly duties: readonly [Duty, Duty];
}

/** A day that is not what the week says: a holiday, or a rest day that is worked. */
export interface UnusualDay {
  readonly date: string;
  readonly kind: Extract<DayKind, 'holiday' | 'makeup'>;
  readonly name: string;
}

/** What would happen if the coming days were as planned. */
export interface Rehearsal extends Span {
  readonly gaps: readonly Gap[];
  readonly clashes: readonly Clash[];
  readonly unusualDays: readonly UnusualDay[];
  /** Years the calendar does not list while a shift depends on them: its days are only assumed. */
  readonly unknownYears: readonly string[];
}

const earlier = (one: Date, other: Date) => (one < other ? one : other);

function clipped<S extends Span>(one: S, { from, until }: Span): S {
  return {
    ...one,
    from: one.from < from ? from : one.from,
    until: earlier(one.until, until),
  };
}

/** What is left of a span that none of these covers. */
function uncovered(span: Span, covers: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = span.from;
  for (const { from, until } of covers) {
    if (from > at) left.push({ from: at, until: from });
    if (until > at) at = until;
  }
  if (at < span.until) left.push({ from: at, until: span.until });
  return left;
}

/** Gaps of one cause that follow each other are one. */
function joined(gaps: readonly Gap[]): Gap[] {
  const found: Gap[] = [];
  for (const gap of gaps) {
    const index = found.findIndex(
      ({ until, shiftId, why, turnOf }) =>
        until.getTime() === gap.from.getTime() &&
        shiftId === gap.shiftId &&
        why === gap.why &&
        turnOf === gap.turnOf,
    );
    const before = found[index];
    if (before === undefined) found.push(gap);
    else found[index] = { ...before, until: gap.until };
  }
  return found;
}

function gapsOf({ id: rotaId, covers }: Rota, span: Span, duties: readonly Duty[]): Gap[] {
  const unstood = duties.flatMap(({ from, until, shiftId, lack: why, turnOf }): Gap[] =>
    why === null ? [] : [{ from, until, rotaId, shiftId, why, turnOf }],
  );
  if (covers === 'shifts') return joined(unstood);
  const none = uncovered(span, duties).map(
    (one): Gap => ({ ...one, rotaId, shiftId: null, why: 'no-shift', turnOf: null }),
  );
  return joined([...unstood, ...none]);
}

function clashesAmong(duties: readonly Duty[]): Clash[] {
  const byPerson = new Map<string, Duty[]>();
  const found: Clash[] = [];
  for (const duty of duties) {
    if (duty.userId === null) continue;
    const { userId } = duty;
    const before = (byPerson.get(userId) ?? []).filter(({ until }) => until > duty.from);
    for (const other of before) {
      const until = earlier(other.until, duty.until);
      found.push({ userId, from: duty.from, until, duties: [other, duty] });
    }
    byPerson.set(userId, [...before, duty]);
  }
  return found;
}

function daysIn({ from, until }: Span, { zone }: Calendar): number[] {
  const first = localDay(from, zone);
  const last = localDay(new Date(until.getTime() - 1), zone);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function unusualDays(days: readonly number[], calendar: Calendar): UnusualDay[] {
  return days.flatMap((day): UnusualDay[] => {
    const { kind, name } = calendarDay(calendar, day);
    if (kind !== 'holiday' && kind !== 'makeup') return [];
    return [{ date: isoDateOf(day), kind, name: name ?? '' }];
  });
}

const byBegin = (one: Span, other: Span) => one.from.getTime() - other.from.getTime();

/** Goes through a span as if it were over: every gap and every clash of the rotas as they are planned now. */
export function rehearse(rotas: readonly Rota[], span: Span, facts: DutyFacts): Rehearsal {
  const days = daysIn(span, facts.calendar);
  const planned = rotas.map((rota) => ({
    rota,
    duties: dutiesOf(rota, span, facts).map((duty) => clipped(duty, span)),
  }));
  const years = new Set(days.map((day) => isoDateOf(day).slice(0, 4)));
  const depends = rotas.some(({ shifts }) => shifts.some(({ on }) => on !== 'every-day'));
  return {
    ...span,
    gaps: planned.flatMap(({ rota, duties }) => gapsOf(rota, span, duties)).sort(byBegin),
    clashes: clashesAmong(planned.flatMap(({ duties }) => duties).sort(byBegin)),
    unusualDays: unusualDays(days, facts.calendar),
    unknownYears: depends
      ? [...years].filter((year) => facts.calendar.years[year] === undefined)
      : [],
  };
}
