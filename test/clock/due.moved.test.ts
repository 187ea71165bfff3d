import { describe, expect, test } from '@jest/globals';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { localIso } from '../../processes/clock/day.ts';
import { computeDue } from '../../processes/clock/due.ts';
import type { SpanFacts } from '../../processes/clock/span.ts';

const calendar = chineseCalendar();
const _withOffice: Calendar = { ...calendar, officeHours: { start: '09:00', end: '17:30' } };

/** The due date in local words; `start` is Chinese local time. */
function due(start: string, facts: Omit<SpanFacts, 'startAt' | 'calendar'>, on = calendar): string {
  const { dueAt } = computeDue({ ...facts, startAt: new Date(`${start}+08:00`), calendar: on });
  return localIso(dueAt, 'Asia/Shanghai').slice(0, 16);
}

const pause = (from: string, to: string | null) => ({
  from: new Date(`${from}+08:00`),
  to: to === null ? null : new Date(`${to}+08:00`),
});

describe('a pause', () => {
  test('shifts hours by its length', () => {
    const pauses = [pause('2026-11-16T12:00', '2026-11-16T15:30')];

    expect(due('2026-11-16T10:00', { amount: 4, unit: 'h', pauses })).toBe('2026-11-16T17:30');
  });

  test('that begins when the hours end changes nothing', () => {
    const pauses = [pause('2026-11-16T14:00', '2026-11-16T15:30')];

    expect(due('2026-11-16T10:00', { amount: 4, unit: 'h', pauses })).toBe('2026-11-16T14:00');
  });

  test('leaves out each day at whose end the clock stands still', () => {
    // Monday to Wednesday: Monday and Tuesday are not counted, Wednesday is.
    const pauses = [pause('2026-11-16T12:00', '2026-11-18T09:00')];

    expect(due('2026-11-13T10:00', { amount: 3, unit: 'wd', pauses })).toBe('2026-11-21T00:00');
  });

  test('within one day shifts no day', () => {
    const pauses = [pause('2026-11-17T09:00', '2026-11-17T18:00')];

    expect(due('2026-11-16T10:00', { amount: 3, unit: 'wd', pauses })).toBe('2026-11-20T00:00');
  });

  test('of whole days leaves out exactly these', () => {
    const pauses = [pause('2026-11-17T00:00', '2026-11-19T00:00')];

    expect(due('2026-11-16T10:00', { amount: 3, unit: 'wd', pauses })).toBe('2026-11-24T00:00');
  });

  test('over rest days only shifts no working day', () => {
    const pauses = [pause('2026-11-21T09:00', '2026-11-22T20:00')];

    expect(due('2026-11-20T10:00', { amount: 2, unit: 'wd', pauses })).toBe('2026-11-25T00:00');
  });

  test('shifts months by its days', () => {
    const pauses = [pause('2026-03-18T12:00', '2026-03-21T12:00')];

    // 17 April and three days more: Monday the 20th.
    expect(due('2026-03-17T10:00', { amount: 1, unit: 'month', pauses })).toBe('2026-04-21T00:00');
  });

  test('before the start shifts nothing', () => {
    const pauses = [pause('2026-03-02T12:00', '2026-03-05T12:00')];

    expect(due('2026-03-17T10:00', { amount: 1, unit: 'month', pauses })).toBe('2026-04-18T00:00');
  });

  test('on the day a rest day moved the end to moves it on', () => {
    const pauses = [pause('2026-11-23T12:00', '2026-11-24T12:00')];

    expect(due('2026-11-18T10:00', { amount: 3, unit: 'd', pauses })).toBe('2026-11-25T00:00');
  });

  test('that still lasts ends at the moment asked about, or leaves the earliest due date', () => {
    const pauses = [pause('2026-11-17T12:00', null)];
    const facts = { amount: 3, unit: 'wd', pauses } as const;

    expect(due('2026-11-16T10:00', facts)).toBe('2026-11-20T00:00');
    expect(due('2026-11-16T10:00', { ...facts, now: new Date('2026-11-19T12:00:00+08:00') })).toBe(
      '2026-11-24T00:00',
    );
  });

  test('that overlaps another is refused, with both named', () => {
    const pauses = [
      pause('2026-11-18T12:00', '2026-11-20T12:00'),
      pause('2026-11-17T12:00', '2026-11-18T12:01'),
    ];

    expect(() => due('2026-11-16T10:00', { amount: 3, unit: 'wd', pauses })).toThrow(
      expect.objectContaining({
        code: 'PAUSES_OVERLAP',
        params: { first: 2, second: 1, at: '2026-11-18T04:00:00.000Z' },
      }),
    );
  });

  test('may touch another', () => {
    const pauses = [
      pause('2026-11-17T12:00', '2026-11-18T12:00'),
      pause('2026-11-18T12:00', '2026-11-19T12:00'),
    ];

    expect(due('2026-11-16T10:00', { amount: 3, unit: 'wd', pauses })).toBe('2026-11-24T00:00');
  });

  test('that ends before it begins is refused', () => {
    const pauses = [pause('2026-11-18T12:00', '2026-11-17T12:00')];

    expect(() => due('2026-11-16T10:00', { amount: 3, unit: 'wd', pauses })).toThrow(
      'PAUSE_ENDS_BEFORE_IT_BEGINS',
    );
  });
});

describe('an extension', () => {
  test('in the unit of the clock adds to its amount', () => {
    const extensions = [{ amount: 5, unit: 'd' }] as const;

    // Not 16 November (a Monday, moved from Saturday) and five days, but ten days from the 9th.
    expect(due('2026-11-09T10:00', { amount: 5, unit: 'd', extensions })).toBe('2026-11-20T00:00');
  });

  test('in another unit is counted from the last day', () => {
    const extensions = [{ amount: 5, unit: 'wd' }] as const;

    expect(due('2026-11-16T10:00', { amount: 24, unit: 'h', extensions })).toBe('2026-11-25T00:00');
  });

  test('in hours runs from the end of the last day', () => {
    const extensions = [{ amount: 6, unit: 'h' }] as const;

    expect(due('2026-11-16T10:00', { amount: 2, unit: 'wd', extensions })).toBe('2026-11-19T06:00');
  });

  test('in months is refused unless the clock is counted in months', () => {
    const extensions = [{ amount: 1, unit: 'month' }] as const;

    expect(() => due('2026-11-16T10:00', { amount: 2, unit: 'wd', extensions })).toThrow(
      'EXTENSION_UNIT',
    );
    expect(due('2026-01-31T10:00', { amount: 1, unit: 'month', extensions })).toBe(
      '2026-04-01T00:00',
    );
  });
});
