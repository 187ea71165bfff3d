import { describe, expect, test } from '@jest/globals';
import { remainingOf, urgencyOf } from '../../api/clocks/remaining.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { meetClock, startClock } from '../../processes/clock/clock.ts';
import type { Span } from '../../processes/clock/span.ts';

const calendar = chineseCalendar();
const at = (local: string) => new Date(`${local}+08:00`);
const start = (
  startAt: string,
  span: Span,
  warn: { amount: number; unit: 'wd' | 'h' } | null = null,
) =>
  startClock(
    {
      ...{ id: 'c:done', caseId: 'c', kind: 'done', regimeId: 'city', startEvent: 'received' },
      ...{ ...span, startAt: at(startAt), warn },
    },
    calendar,
  );

describe('the distance to a due date', () => {
  // 8 working days from Friday 20 November 2026 end with Wednesday 2 December.
  const clock = start('2026-11-20T09:00', { amount: 8, unit: 'wd' });

  test.each([
    ['on the day it began', '2026-11-20T10:00', { amount: 8, unit: 'wd' }],
    ['over a weekend', '2026-11-28T10:00', { amount: 3, unit: 'wd' }],
    ['on the day before the last', '2026-12-01T23:00', { amount: 1, unit: 'wd' }],
    ['on the last day, in hours', '2026-12-02T18:30', { amount: 6, unit: 'h' }],
    ['in its last hour, in minutes', '2026-12-02T23:10', { amount: 50, unit: 'min' }],
    ['just behind it', '2026-12-03T00:00', { amount: 1, unit: 'wd' }],
    ['over the next weekend', '2026-12-06T12:00', { amount: 2, unit: 'wd' }],
  ])('%s', (_when, now, remaining) => {
    expect(remainingOf(clock, calendar, at(now))).toEqual(remaining);
  });

  test('of a clock of hours is told in hours, and behind it in whole ones', () => {
    const first = start('2026-11-20T09:00', { amount: 24, unit: 'h' });

    expect(remainingOf(first, calendar, at('2026-11-20T09:30'))).toEqual({ amount: 24, unit: 'h' });
    expect(remainingOf(first, calendar, at('2026-11-21T11:59'))).toEqual({ amount: 2, unit: 'h' });
  });

  test('counts the make-up workday before a holiday', () => {
    // The Saturday 10 October 2026 is a workday for the National Day holiday.
    const worked = start('2026-10-08T09:00', { amount: 3, unit: 'wd' });

    expect(remainingOf(worked, calendar, at('2026-10-08T10:00'))).toEqual({
      amount: 3,
      unit: 'wd',
    });
    expect(worked.dueAt).toEqual(at('2026-10-13T00:00'));
  });
});

describe('urgency', () => {
  const clock = start('2026-11-20T09:00', { amount: 8, unit: 'wd' }, { amount: 2, unit: 'wd' });

  test.each([
    ['2026-11-30T23:00', 'normal'],
    ['2026-12-01T00:00', 'soon'],
    ['2026-12-02T23:59', 'soon'],
    ['2026-12-03T00:00', 'overdue'],
  ])('at %s is %s', (now, urgency) => {
    expect(urgencyOf(clock, at(now))).toBe(urgency);
  });

  test('ends with the clock, also when it was met late', () => {
    const late = meetClock(clock, at('2026-12-05T10:00'), 'publish');

    expect(urgencyOf(late, at('2026-12-06T10:00'))).toBe('none');
  });

  test('rests while the clock stands still', () => {
    const paused = {
      ...clock,
      pauses: [{ from: at('2026-11-25T09:00'), to: null, category: 'evidence', reason: '鉴定' }],
    };

    expect(urgencyOf(paused, at('2026-12-04T10:00'))).toBe('normal');
  });
});
