import { describe, expect, test } from '@jest/globals';
import { meetClock, ringClock } from '../../processes/clock/clock.ts';
import { reconcileTimers } from '../../processes/clock/reconcile.ts';
import { at, buildClock } from './build-clock.ts';

const clock = buildClock({}, { instanceKey: '4503599627370501' });
const timer = { key: '7', instanceKey: '4503599627370501', dueAt: at('2026-11-19T00:00') };
const on = (now: string) => ({ now: at(now), grace: 60_000 });
const tuesday = on('2026-11-17T10:00');

describe('clocks and timers', () => {
  test('that agree leave nothing to mend', () => {
    expect(reconcileTimers([clock], [timer], tuesday)).toEqual([]);
    expect(reconcileTimers([], [], tuesday)).toEqual([]);
  });

  test('a running clock without timer, or without instance, is missing one', () => {
    const missing = { kind: 'missing', clockId: clock.id, expectedAt: timer.dueAt };

    expect(reconcileTimers([clock], [], tuesday)).toEqual([missing]);
    expect(reconcileTimers([buildClock()], [], tuesday)).toEqual([missing]);
  });

  test('a clock that is just ringing is missing none; one that should have rung is', () => {
    expect(reconcileTimers([clock], [], on('2026-11-19T00:00:59'))).toEqual([]);
    expect(reconcileTimers([clock], [], on('2026-11-19T00:01'))).toHaveLength(1);
  });

  test('a timer for another time is wrong', () => {
    const late = { ...timer, dueAt: at('2026-11-19T00:00:01') };

    expect(reconcileTimers([clock], [late], tuesday)).toEqual([
      {
        kind: 'wrong-time',
        clockId: clock.id,
        timerKey: '7',
        expectedAt: timer.dueAt,
        dueAt: late.dueAt,
      },
    ]);
  });

  test('a timer set for the warning is wrong once the clock has warned', () => {
    const { clock: warned } = ringClock(clock, timer.dueAt);

    expect(reconcileTimers([warned], [timer], on('2026-11-19T09:00'))[0]?.kind).toBe('wrong-time');
  });

  test('a second timer of a clock is extra', () => {
    const second = { ...timer, key: '8', dueAt: at('2026-11-20T00:00') };

    expect(reconcileTimers([clock], [second, timer], tuesday)).toEqual([
      { kind: 'extra', timerKey: '8', clockId: clock.id },
    ]);
  });

  test('a timer of a clock that was met is extra, and so is one of no clock', () => {
    const met = meetClock(clock, at('2026-11-17T09:00'), 'publish');
    const stranger = { ...timer, key: '9', instanceKey: '1' };

    expect(reconcileTimers([met], [timer, stranger], tuesday)).toEqual([
      { kind: 'extra', timerKey: '7', clockId: met.id },
      { kind: 'extra', timerKey: '9', clockId: null },
    ]);
  });

  test('a paused clock may be looked at earlier, not later', () => {
    const pauses = [{ from: at('2026-11-17T09:00'), to: null, category: 'expert', reason: '送检' }];
    const paused = { ...clock, pauses };
    const looks = (local: string) =>
      reconcileTimers([paused], [{ ...timer, dueAt: at(local) }], tuesday);

    expect(looks('2026-11-18T09:30')).toEqual([]);
    expect(looks('2026-11-18T10:00')).toEqual([]);
    expect(looks('2026-11-19T10:00')).toHaveLength(1);
  });
});
