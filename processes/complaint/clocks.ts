import type { ClockFacts } from '../clock/clock.ts';
import { Refusal } from '../refusal.ts';
import type { Case } from './case.ts';
import type { Regime } from './contract.ts';

/** The case of a clock: its id begins with the case's. */
export function caseIdOfClock(clockId: string): string {
  return clockId.split(':')[0] ?? clockId;
}

/** What the clocks of a case are counted from. */
export type ClockedCase = Pick<Case, 'id'> & {
  readonly times: Pick<Case['times'], 'posted' | 'collected' | 'received'>;
};

/** The instant a regime counts from. Never dispatch: only a unit's internal clock does. */
function startOf(current: ClockedCase, event: Regime['startEvent']): Date {
  switch (event) {
    case 'posted':
      return current.times.posted ?? current.times.received;
    case 'collected':
      return current.times.collected;
    case 'received':
    case 'submitted':
    case 'session-ended':
      return current.times.received;
  }
}

/**
 * The clocks a regime starts for a case: first response where it has one, and done.
 *
 * @throws Refusal `REGIME_UNIT_MISSING` when an amount stands without its unit.
 */
export function clocksOf(current: ClockedCase, regime: Regime): ClockFacts[] {
  const startEvent = regime.startEvent;
  const base = {
    caseId: current.id,
    regimeId: regime.id,
    startEvent,
    startAt: startOf(current, startEvent),
  };
  const { firstAmount, firstUnit, doneAmount, doneUnit, warnAmount, warnUnit } = regime;
  if (firstAmount != null && firstUnit == null) throw new Refusal('REGIME_UNIT_MISSING');
  const warn =
    warnAmount != null && warnUnit != null ? { amount: warnAmount, unit: warnUnit } : null;
  const done: ClockFacts = {
    ...base,
    id: `${current.id}:done`,
    kind: 'done',
    amount: doneAmount,
    unit: doneUnit,
    warn,
  };
  if (firstAmount == null || firstUnit == null) return [done];
  return [
    {
      ...base,
      id: `${current.id}:first-response`,
      kind: 'first-response',
      amount: firstAmount,
      unit: firstUnit,
      warn: firstUnit === 'h' && firstAmount > 4 ? { amount: 4, unit: 'h' } : null,
    },
    done,
  ];
}
