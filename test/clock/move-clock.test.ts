import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { ringClock } from '../../processes/clock/clock.ts';
import {
  extendClock,
  moveClock,
  pauseClock,
  resumeClock,
} from '../../processes/clock/move-clock.ts';
import { at, buildClock } from './build-clock.ts';

const calendar = chineseCalendar();
const on = (now: string) => ({ calendar, now: at(now) });
const pauseFrom = (from: string, to: string | null = null) => ({
  from: at(from),
  to: to === null ? null : at(to),
  category: 'inspection',
  reason: '等待检测报告',
});
const pausedOnTuesday = () =>
  pauseClock(buildClock(), pauseFrom('2026-11-17T12:00'), on('2026-11-17T12:00'));
const refusal = (code: string) => expect.objectContaining({ code });

describe('pausing a clock', () => {
  test('moves its due date when it runs again', () => {
    const paused = pausedOnTuesday();
    const resumed = resumeClock(paused, at('2026-11-19T09:00'), on('2026-11-19T09:00'));

    expect(paused.dueAt).toEqual(buildClock().dueAt);
    expect(resumed.dueAt).toEqual(at('2026-11-24T00:00'));
    expect(resumed.warnAt).toEqual(at('2026-11-23T00:00'));
    expect(resumed.pauses).toHaveLength(1);
  });

  test('moves it at once when the end is known', () => {
    const pause = pauseFrom('2026-11-17T12:00', '2026-11-19T12:00');

    expect(pauseClock(buildClock(), pause, on('2026-11-17T12:00')).dueAt).toEqual(
      at('2026-11-24T00:00'),
    );
  });

  test.each([
    ['in the future', '2026-11-17T12:01', null, 'PAUSE_IN_FUTURE'],
    ['before the clock started', '2026-11-16T09:59', null, 'PAUSE_BEFORE_START'],
    [
      'that ends before it begins',
      '2026-11-17T11:00',
      '2026-11-17T10:00',
      'PAUSE_ENDS_BEFORE_IT_BEGINS',
    ],
  ])('%s is refused', (_, from, to, code) => {
    const clock = buildClock();

    expect(() => pauseClock(clock, pauseFrom(from, to), on('2026-11-17T12:00'))).toThrow(
      refusal(code),
    );
  });

  test('twice at a time is refused, with the place', () => {
    const again = pauseFrom('2026-11-18T09:00');

    expect(() => pauseClock(pausedOnTuesday(), again, on('2026-11-18T09:00'))).toThrow(
      expect.objectContaining({
        code: 'PAUSES_OVERLAP',
        params: { first: 1, second: 2, at: '2026-11-18T01:00:00.000Z' },
      }),
    );
  });

  test('after it ran out is refused, even with an earlier date on the paper', () => {
    const late = on('2026-11-20T00:00');

    expect(() => pauseClock(buildClock(), pauseFrom('2026-11-18T09:00'), late)).toThrow(
      refusal('CLOCK_EXPIRED'),
    );
  });

  test('that was met or judged is refused', () => {
    const { clock } = ringClock(buildClock(), at('2026-11-20T00:00'));

    expect(() => pauseClock(clock, pauseFrom('2026-11-18T09:00'), on('2026-11-20T00:00'))).toThrow(
      refusal('CLOCK_NOT_RUNNING'),
    );
  });
});

describe('letting a clock run again', () => {
  test('is refused when it runs', () => {
    const clock = buildClock();

    expect(() => resumeClock(clock, at('2026-11-17T09:00'), on('2026-11-17T09:00'))).toThrow(
      refusal('CLOCK_NOT_PAUSED'),
    );
  });

  test('is refused before the pause begins and in the future', () => {
    const now = on('2026-11-18T09:00');

    expect(() => resumeClock(pausedOnTuesday(), at('2026-11-17T11:00'), now)).toThrow(
      refusal('PAUSE_ENDS_BEFORE_IT_BEGINS'),
    );
    expect(() => resumeClock(pausedOnTuesday(), at('2026-11-18T09:01'), now)).toThrow(
      refusal('RESUME_IN_FUTURE'),
    );
  });

  test('is possible long after the first due date', () => {
    const resumed = resumeClock(pausedOnTuesday(), at('2026-12-16T09:00'), on('2026-12-16T09:00'));

    expect(resumed.dueAt).toEqual(at('2026-12-19T00:00'));
  });
});

describe('extending a clock', () => {
  const fiveDays = {
    amount: 5,
    unit: 'wd',
    at: at('2026-11-18T09:00'),
    reason: '案情复杂',
    paper: '延期〔2026〕3号',
  } as const;

  test('moves its due date and its warning', () => {
    const extended = extendClock(buildClock(), fiveDays, on('2026-11-18T09:00'));

    expect(extended.dueAt).toEqual(at('2026-11-27T00:00'));
    expect(extended.extensions).toEqual([fiveDays]);
  });

  test('that has warned lets it warn again for the later date', () => {
    const { clock: warned } = ringClock(buildClock(), at('2026-11-19T00:00'));
    const extended = extendClock(warned, fiveDays, on('2026-11-19T09:00'));

    expect(extended.warnedAt).toBeNull();
    expect(ringClock(extended, at('2026-11-26T00:00')).rang).toBe('warning');
  });

  test('after it ran out is refused', () => {
    expect(() => extendClock(buildClock(), fiveDays, on('2026-11-20T00:00'))).toThrow(
      refusal('CLOCK_EXPIRED'),
    );
  });

  test('by nothing is refused', () => {
    const nothing = { ...fiveDays, amount: 0 };

    expect(() => extendClock(buildClock(), nothing, on('2026-11-18T09:00'))).toThrow(
      refusal('AMOUNT_OUT_OF_RANGE'),
    );
  });
});

describe('moving a clock', () => {
  const newer = {
    ...calendar,
    version: 2,
    years: {
      ...calendar.years,
      2026: {
        holidays: [
          ...(calendar.years['2026']?.holidays ?? []),
          { date: '2026-11-18', name: '临时放假' },
        ],
        makeups: calendar.years['2026']?.makeups ?? [],
      },
    },
  };

  test('to another calendar counts it again by that version', () => {
    const moved = moveClock(buildClock(), {}, { calendar: newer, now: at('2026-11-17T09:00') });

    expect(moved.dueAt).toEqual(at('2026-11-21T00:00'));
    expect(moved.calendar).toEqual({ id: 'cn', version: 2 });
  });

  test('by anything else keeps its calendar version', () => {
    const ground = { calendar: newer, now: at('2026-11-17T12:00') };

    expect(() => pauseClock(buildClock(), pauseFrom('2026-11-17T12:00'), ground)).toThrow(
      expect.objectContaining({
        code: 'CALENDAR_DIFFERS',
        params: { clock: 'cn@1', given: 'cn@2' },
      }),
    );
  });

  test('to another regime counts it again from that start event', () => {
    const change = {
      regimeId: 'civil-defence',
      startEvent: 'posted',
      startAt: at('2026-11-13T10:00'),
      amount: 20,
    };
    const moved = moveClock(buildClock(), change, on('2026-11-17T09:00'));

    expect(moved).toMatchObject({ ...change, dueAt: at('2026-12-12T00:00') });
  });

  test('into the past is refused', () => {
    const change = { startAt: at('2026-11-02T10:00') };

    expect(() => moveClock(buildClock(), change, on('2026-11-17T09:00'))).toThrow(
      refusal('CLOCK_MOVED_INTO_PAST'),
    );
  });
});
