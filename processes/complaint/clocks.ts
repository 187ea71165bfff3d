import type { ClockFacts, ClockRecord } from '../clock/clock.ts';
import type { ClockKind, HandlingKind } from '../clock/clock-kinds.ts';
import type { Unit } from '../clock/span.ts';
import { Refusal } from '../refusal.ts';
import type { Case, CaseClock } from './case.ts';
import type { Regime } from './regime.ts';
import type { NotedEvent, PlannedClock } from './regime-actions.ts';

/** The case of a clock: its id begins with the case's. */
export function caseIdOfClock(clockId: string): string {
  return clockId.split(':')[0] ?? clockId;
}

/** The clock of a kind that a case was given last; of two answers the later one is the one that counts. */
export function clockOf({ clocks }: Pick<Case, 'clocks'>, kind: ClockKind): CaseClock | null {
  return clocks.findLast((clock) => clock.kind === kind) ?? null;
}

/** What the clocks of a case are counted from. */
export type ClockedCase = Pick<Case, 'id'> & {
  readonly times: Pick<Case['times'], 'posted' | 'collected' | 'received'>;
  /** Start events that were recorded. */
  readonly events?: readonly NotedEvent[];
};

/**
 * When a start event of a case happened; null while it has not. Never dispatch: only a unit's internal clock runs from
 * there.
 */
export function startOf({ times, events = [] }: ClockedCase, event: string): Date | null {
  switch (event) {
    case 'posted':
      return times.posted ?? times.received;
    case 'collected':
      return times.collected;
    case 'received':
      return times.received;
    default:
      return events.find((one) => one.event === event)?.at ?? null;
  }
}

function planned(
  regime: Regime,
  kind: HandlingKind,
  amount: number | null | undefined,
  unit: Unit | null | undefined,
  ownStart: string | null | undefined,
): PlannedClock[] {
  if (amount == null) return [];
  if (unit == null) throw new Refusal('REGIME_UNIT_MISSING');
  const { warnAmount, warnUnit, startEvent } = regime;
  const isLongHours = unit === 'h' && amount > 4;
  const early = isLongHours ? ({ amount: 4, unit: 'h' } as const) : null;
  const warned =
    warnAmount != null && warnUnit != null ? { amount: warnAmount, unit: warnUnit } : null;
  const warn = kind === 'done' || kind === 'reply' ? warned : early;
  return [{ kind, startEvent: ownStart ?? startEvent, amount, unit, warn }];
}

/**
 * The clocks a regime sets, each with its start event, whether it has happened or not.
 *
 * @throws Refusal `REGIME_UNIT_MISSING` when an amount stands without its unit.
 */
export function plannedClocks(regime: Regime): PlannedClock[] {
  const { firstAmount, firstUnit, firstStart, factsAmount, factsUnit, factsStart } = regime;
  const { replyAmount, replyUnit, replyStart, doneAmount, doneUnit } = regime;
  return [
    ...planned(regime, 'first-response', firstAmount, firstUnit, firstStart),
    ...planned(regime, 'facts', factsAmount, factsUnit, factsStart),
    ...planned(regime, 'reply', replyAmount, replyUnit, replyStart),
    ...planned(regime, 'done', doneAmount, doneUnit, null),
  ];
}

/** The facts of a planned clock whose start event has happened; null while it has not. */
export function factsOf(
  current: ClockedCase,
  regimeId: string,
  { kind, startEvent, amount, unit, warn }: PlannedClock,
): ClockFacts<HandlingKind> | null {
  const startAt = startOf(current, startEvent);
  if (startAt === null) return null;
  const about = { id: `${current.id}:${kind}`, caseId: current.id, kind, regimeId };
  return { ...about, startEvent, startAt, amount, unit, warn };
}

/**
 * The clocks a regime starts for a case: those whose start event has happened.
 *
 * @throws Refusal `REGIME_UNIT_MISSING` when an amount stands without its unit.
 */
export function clocksOf(current: ClockedCase, regime: Regime): ClockFacts[] {
  return plannedClocks(regime).flatMap((one) => factsOf(current, regime.id, one) ?? []);
}

/** What becomes of the clocks of a case when a regime is set, or an event happens that clocks wait for. */
export interface Openings {
  readonly open: readonly ClockFacts[];
  /** Running clocks that begin anew. */
  readonly restart: readonly { readonly clock: ClockRecord; readonly facts: ClockFacts }[];
  readonly waiting: readonly PlannedClock[];
}

/** What a clock of this kind would wait for was done before: it would be met the moment it began. */
function isFulfilled({ notices, weight, interim = [] }: Case, kind: HandlingKind): boolean {
  switch (kind) {
    case 'first-response':
      return notices.includes('first-response');
    case 'facts':
      return weight !== null;
    case 'reply':
      return interim.length > 0;
    case 'done':
      return false;
  }
}

/** The clock of a kind that was begun last; what a source brought along is frozen and was not counted here. */
function latestOf(clocks: readonly ClockRecord[], kind: ClockKind): ClockRecord | undefined {
  return clocks
    .filter((clock) => clock.kind === kind && clock.status !== 'frozen')
    .toSorted((left, right) => left.startAt.getTime() - right.startAt.getTime())
    .at(-1);
}

function isSame(clock: ClockRecord, { startAt, amount, unit }: ClockFacts): boolean {
  const isSameLength = clock.amount === amount && clock.unit === unit;
  return isSameLength && clock.startAt.getTime() === startAt.getTime();
}

/** A clock that ended keeps its verdict; another one of its kind begins only from a later event. */
function nextOf(
  clocks: readonly ClockRecord[],
  ended: ClockRecord,
  facts: ClockFacts,
): ClockFacts[] {
  const isLater = facts.startEvent !== ended.startEvent && facts.startAt > ended.startAt;
  const n = clocks.filter(({ kind }) => kind === facts.kind).length + 1;
  return isLater ? [{ ...facts, id: `${facts.id}:${n}` }] : [];
}

/**
 * What becomes of the clocks of a case: those without a clock of their kind are opened; a running one begins anew; one
 * that ended keeps its verdict, and a second one is opened where it begins from a later event. A clock whose start event
 * has not happened waits, and one of its kind that runs goes on meanwhile. What was fulfilled before is not opened.
 *
 * @param clocks those the case has
 */
export function openingsOf(
  current: Case,
  regimeId: string,
  {
    plan,
    clocks,
  }: { readonly plan: readonly PlannedClock[]; readonly clocks: readonly ClockRecord[] },
): Openings {
  const waiting = plan.filter(({ startEvent }) => startOf(current, startEvent) === null);
  const begun = plan.flatMap((one) => factsOf(current, regimeId, one) ?? []);
  const due = begun.filter(({ kind }) => !isFulfilled(current, kind));
  const open: ClockFacts[] = [];
  const restart: { clock: ClockRecord; facts: ClockFacts }[] = [];
  for (const facts of due) {
    const clock = latestOf(clocks, facts.kind);
    if (clock === undefined) open.push(facts);
    else if (clock.status !== 'running') open.push(...nextOf(clocks, clock, facts));
    else if (!isSame(clock, facts)) restart.push({ clock, facts });
  }
  return { open, restart, waiting };
}
