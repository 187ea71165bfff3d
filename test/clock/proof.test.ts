import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { pauseClock } from '../../processes/clock/move-clock.ts';
import { proofSheet, proveDue } from '../../processes/clock/proof.ts';
import { at, buildClock } from './build-clock.ts';

const calendar = chineseCalendar();

/** The sheet as a person reads it: date, number of the day or a dash, reason. */
function read(facts: Parameters<typeof proveDue>[0]): string[] {
  return proveDue(facts).lines.map(({ date, n, reason, name }) =>
    `${date.slice(5)} ${n ?? '-'} ${reason} ${name ?? ''}`.trim(),
  );
}

describe('the proof', () => {
  test('of working days tells for each day whether it is counted and why', () => {
    const facts = { startAt: at('2026-10-06T10:00'), amount: 3, unit: 'wd', calendar } as const;

    expect(read(facts)).toEqual([
      '10-06 - start-day 国庆节',
      '10-07 - statutory-holiday 国庆节',
      '10-08 1 working-day',
      '10-09 2 working-day',
      '10-10 3 make-up-workday 国庆节',
    ]);
  });

  test('of days tells how a last day on a rest day moved', () => {
    const facts = { startAt: at('2026-11-18T10:00'), amount: 3, unit: 'd', calendar } as const;

    expect(read(facts)).toEqual([
      '11-18 - start-day',
      '11-19 1 calendar-day',
      '11-20 2 calendar-day',
      '11-21 3 calendar-day',
      '11-22 - moved-from-rest-day',
      '11-23 - moved-from-rest-day',
    ]);
    expect(proveDue(facts).steps).toEqual([
      { code: 'first-day-not-counted', basis: 'civil-code-201-1', date: '2026-11-18' },
      { code: 'last-day-moved', basis: 'civil-code-203-1', date: '2026-11-23' },
      { code: 'ends-with-day', basis: 'civil-code-203-2', date: '2026-11-23' },
    ]);
  });

  test('of months names the corresponding day, or the end of the month', () => {
    const month = { amount: 1, unit: 'month', calendar } as const;
    const codes = (start: string) =>
      proveDue({ ...month, startAt: at(start) }).steps.map(({ code, date }) => [code, date]);

    expect(codes('2026-03-17T10:00')[1]).toEqual(['corresponding-day', '2026-04-17']);
    expect(codes('2026-01-31T10:00')[1]).toEqual(['month-end', '2026-02-28']);
  });

  test('of hours tells what part of each day is counted, and what a pause takes', () => {
    const pauses = [{ from: at('2026-11-16T22:00'), to: at('2026-11-17T02:00') }];
    const facts = { startAt: at('2026-11-16T20:00'), amount: 6, unit: 'h', pauses } as const;
    const lines = proveDue({ ...facts, calendar }).lines;

    expect(
      lines.map(({ date, counted, from, to }) => [
        date.slice(8),
        counted,
        from?.slice(11, 16),
        to?.slice(11, 16),
      ]),
    ).toEqual([
      ['16', true, '20:00', '22:00'],
      ['16', false, '22:00', '00:00'],
      ['17', false, '00:00', '02:00'],
      ['17', true, '02:00', '06:00'],
    ]);
  });

  test('of an uncovered year says so with each day', () => {
    const facts = { startAt: at('2026-12-31T10:00'), amount: 2, unit: 'wd', calendar } as const;

    expect(read(facts)).toEqual([
      '12-31 - start-day',
      '01-01 1 uncovered-year',
      '01-02 - uncovered-year',
      '01-03 - uncovered-year',
      '01-04 2 uncovered-year',
    ]);
    expect(proveDue(facts)).toMatchObject({ provisional: true, uncoveredYears: [2027] });
  });

  test('shows an extension in another unit as a span of its own', () => {
    const extensions = [{ amount: 1, unit: 'wd' }] as const;
    const facts = { startAt: at('2026-11-18T10:00'), amount: 1, unit: 'd', extensions } as const;
    const proof = proveDue({ ...facts, calendar });

    expect(proof.spans).toEqual([
      { amount: 1, unit: 'd' },
      { amount: 1, unit: 'wd' },
    ]);
    expect(proof.lines.map(({ date, span, n }) => [date.slice(5), span, n])).toEqual([
      ['11-18', 0, null],
      ['11-19', 0, 1],
      ['11-20', 1, 1],
    ]);
  });

  test('names the hour business ends', () => {
    const facts = { startAt: at('2026-11-18T10:00'), amount: 1, unit: 'wd' } as const;
    const proof = proveDue({ ...facts, calendar, endOfDay: '17:30' });

    expect(proof.dueAt).toBe('2026-11-19T17:30:00.000+08:00');
    expect(proof.steps.at(-1)?.code).toBe('ends-with-business');
  });
});

describe('the proof sheet of a clock', () => {
  const pause = {
    from: at('2026-11-17T12:00'),
    to: null,
    category: 'inspection',
    reason: '等待检测报告',
    paper: '委托〔2026〕12号',
  };
  const clock = pauseClock(buildClock(), pause, { calendar, now: at('2026-11-17T12:00') });

  test('counts a pause that lasts up to now, and names its paper', () => {
    const sheet = proofSheet(clock, calendar, at('2026-11-19T10:00'));

    expect(sheet.lines.map(({ date, reason }) => [date.slice(5), reason])).toEqual([
      ['11-16', 'start-day'],
      ['11-17', 'paused'],
      ['11-18', 'paused'],
      ['11-19', 'working-day'],
      ['11-20', 'working-day'],
      ['11-21', 'rest-day'],
      ['11-22', 'rest-day'],
      ['11-23', 'working-day'],
    ]);
    expect(sheet.clock.pauses).toEqual([pause]);
    expect(sheet.clock.startEvent).toBe('received');
  });

  test('is refused with another version of the calendar', () => {
    expect(() => proofSheet(clock, { ...calendar, version: 2 }, at('2026-11-19T10:00'))).toThrow(
      'CALENDAR_DIFFERS',
    );
  });
});
