import { describe, expect, test } from '@jest/globals';
import {
  isOverdue,
  meetClock,
  nextPoint,
  ringClock,
  verdictOf,
} from '../../processes/clock/clock.ts';
import { at, buildClock } from './build-clock.ts';

const dueAt = at('2026-11-20T00:00');
const warnAt = at('2026-11-19T00:00');
const paused = {
  pauses: [{ from: at('2026-11-17T12:00'), to: null, category: 'expert', reason: '送检' }],
};

describe('a clock that is started', () => {
  test('runs to its due date with nothing rung', () => {
    expect(buildClock()).toMatchObject({
      status: 'running',
      dueAt,
      warnAt,
      provisional: false,
      zone: 'Asia/Shanghai',
      calendar: { id: 'cn', version: 1 },
      verdict: null,
      warnedAt: null,
    });
  });

  test('may be due already: the start event counts, not the moment it is started', () => {
    const clock = buildClock({ startAt: at('2026-10-09T10:00') });

    expect(isOverdue(clock, at('2026-11-16T10:00'))).toBe(true);
  });
});

describe('the verdict', () => {
  test('is on time up to the due date, and overdue from it on', () => {
    const justBefore = new Date(dueAt.getTime() - 1);

    expect(verdictOf({ dueAt, metAt: justBefore }, dueAt)).toBe('on-time');
    expect(verdictOf({ dueAt, metAt: dueAt }, dueAt)).toBe('overdue');
    expect(verdictOf({ dueAt, metAt: null }, justBefore)).toBeNull();
    expect(verdictOf({ dueAt, metAt: null }, dueAt)).toBe('overdue');
  });
});

describe('the next point of a clock', () => {
  test('is its warning, then its due date', () => {
    const now = at('2026-11-17T10:00');

    expect(nextPoint(buildClock(), now)).toEqual({ at: warnAt, what: 'warning' });
    expect(nextPoint(buildClock({}, { warnedAt: warnAt }), now)).toEqual({
      at: dueAt,
      what: 'overdue',
    });
    expect(nextPoint(buildClock({ warn: null }), now)).toEqual({ at: dueAt, what: 'overdue' });
  });

  test('is a warning in the past when it was missed, and no warning once it is due', () => {
    expect(nextPoint(buildClock(), at('2026-11-19T15:00'))).toEqual({
      at: warnAt,
      what: 'warning',
    });
    expect(nextPoint(buildClock(), dueAt)).toEqual({ at: dueAt, what: 'overdue' });
  });

  test('is a look a day later while it is paused, and the end of the pause where that is known', () => {
    const now = at('2026-11-18T09:00');
    const ending = paused.pauses.map((one) => ({ ...one, to: at('2026-11-18T18:00') }));

    expect(nextPoint(buildClock({}, paused), now)).toEqual({
      at: at('2026-11-19T09:00'),
      what: 'look-again',
    });
    expect(nextPoint(buildClock({}, { pauses: ending }), now)?.at).toEqual(at('2026-11-18T18:00'));
  });

  test.each(['met', 'overdue', 'frozen'] as const)('is none when it is %s', (status) => {
    expect(nextPoint(buildClock({}, { status }), dueAt)).toBeNull();
  });
});

describe('ringing a clock', () => {
  test('warns once', () => {
    const first = ringClock(buildClock(), warnAt);
    const second = ringClock(first.clock, at('2026-11-19T00:01'));

    expect(first.rang).toBe('warning');
    expect(first.clock.warnedAt).toEqual(warnAt);
    expect(second).toEqual({ clock: first.clock, rang: 'nothing' });
  });

  test('freezes the overdue verdict once', () => {
    const first = ringClock(buildClock(), dueAt);
    const second = ringClock(first.clock, at('2026-11-25T00:00'));

    expect(first.rang).toBe('overdue');
    expect(first.clock).toMatchObject({
      status: 'overdue',
      verdict: 'overdue',
      verdictAt: dueAt,
    });
    expect(second).toEqual({ clock: first.clock, rang: 'nothing' });
  });

  test('too early rings nothing', () => {
    const clock = buildClock();

    expect(ringClock(clock, new Date(warnAt.getTime() - 1))).toEqual({ clock, rang: 'nothing' });
  });

  test('in a pause rings nothing, however late', () => {
    const clock = buildClock({}, paused);

    expect(ringClock(clock, at('2027-03-01T10:00'))).toEqual({ clock, rang: 'nothing' });
    expect(isOverdue(clock, at('2027-03-01T10:00'))).toBe(false);
  });

  test('that was met rings nothing', () => {
    const clock = meetClock(buildClock(), at('2026-11-17T10:00'), 'publish');

    expect(ringClock(clock, dueAt)).toEqual({ clock, rang: 'nothing' });
  });
});

describe('meeting a clock', () => {
  test('freezes its verdict by the moment it is met', () => {
    const metAt = at('2026-11-19T23:59');

    expect(meetClock(buildClock(), metAt, 'publish')).toMatchObject({
      status: 'met',
      metAt,
      metBy: 'publish',
      verdict: 'on-time',
      verdictAt: metAt,
    });
    expect(meetClock(buildClock(), dueAt, 'publish').verdict).toBe('overdue');
  });

  test('again changes nothing', () => {
    const met = meetClock(buildClock(), at('2026-11-17T10:00'), 'publish');

    expect(meetClock(met, at('2026-11-25T10:00'), 'refuse')).toBe(met);
  });

  test('after it ran out keeps the overdue verdict', () => {
    const { clock } = ringClock(buildClock(), dueAt);
    const metAt = at('2026-11-23T10:00');

    expect(meetClock(clock, metAt, 'publish')).toMatchObject({
      status: 'met',
      metAt,
      verdict: 'overdue',
      verdictAt: dueAt,
    });
  });

  test('in a pause is on time', () => {
    const clock = buildClock({}, paused);

    expect(meetClock(clock, at('2026-12-16T10:00'), 'publish').verdict).toBe('on-time');
  });

  test('leaves a frozen clock as it came', () => {
    const frozen = buildClock({}, { status: 'frozen' });

    expect(meetClock(frozen, dueAt, 'publish')).toBe(frozen);
  });
});
