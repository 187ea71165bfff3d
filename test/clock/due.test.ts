import { describe, expect, test } from '@jest/globals';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { localIso } from '../../processes/clock/day.ts';
import { computeDue } from '../../processes/clock/due.ts';
import type { SpanFacts } from '../../processes/clock/span.ts';

const calendar = chineseCalendar();
const withOffice: Calendar = { ...calendar, officeHours: { start: '09:00', end: '17:30' } };

/** The due date in local words; `start` is Chinese local time. */
function due(start: string, facts: Omit<SpanFacts, 'startAt' | 'calendar'>, on = calendar): string {
  const { dueAt } = computeDue({ ...facts, startAt: new Date(`${start}+08:00`), calendar: on });
  return localIso(dueAt, 'Asia/Shanghai').slice(0, 16);
}

const pause = (from: string, to: string | null) => ({
  from: new Date(`${from}+08:00`),
  to: to === null ? null : new Date(`${to}+08:00`),
});

describe('working days', () => {
  test('leave out the day of the start event and end at 24:00', () => {
    expect(due('2026-11-16T10:00', { amount: 1, unit: 'wd' })).toBe('2026-11-18T00:00');
    expect(due('2026-11-16T00:00', { amount: 1, unit: 'wd' })).toBe('2026-11-18T00:00');
    expect(due('2026-11-16T23:59', { amount: 1, unit: 'wd' })).toBe('2026-11-18T00:00');
  });

  test('begin with the next working day when the start event falls on a rest day', () => {
    expect(due('2026-11-21T10:00', { amount: 1, unit: 'wd' })).toBe('2026-11-24T00:00');
    expect(due('2026-10-01T10:00', { amount: 1, unit: 'wd' })).toBe('2026-10-09T00:00');
  });

  test('count make-up workdays and leave out holidays', () => {
    // 30 September; 8, 9 and 10 October, the last a Saturday made up; 12 to 15 October.
    expect(due('2026-09-29T10:00', { amount: 8, unit: 'wd' })).toBe('2026-10-16T00:00');
  });

  test('leave out the extended Spring Festival of 2020', () => {
    expect(due('2020-01-22T10:00', { amount: 2, unit: 'wd' })).toBe('2020-02-04T00:00');
  });
});

describe('days', () => {
  test('are natural time, without the first', () => {
    expect(due('2026-11-16T10:00', { amount: 3, unit: 'd' })).toBe('2026-11-20T00:00');
  });

  test('whose last one is a rest day end on the next that is none', () => {
    expect(due('2026-11-18T10:00', { amount: 3, unit: 'd' })).toBe('2026-11-24T00:00');
    expect(due('2026-09-28T10:00', { amount: 3, unit: 'd' })).toBe('2026-10-09T00:00');
  });

  test('end on a make-up workday: it is no rest day', () => {
    expect(due('2026-10-09T10:00', { amount: 1, unit: 'd' })).toBe('2026-10-11T00:00');
  });
});

describe('months', () => {
  test.each([
    ['2026-03-17', 1, '2026-04-18'],
    ['2026-01-30', 1, '2026-03-01'], // 28 February, a make-up workday
    ['2026-01-31', 1, '2026-03-01'],
    ['2024-01-31', 1, '2024-03-01'], // 29 February
    ['2023-01-31', 1, '2023-03-01'],
    ['2024-02-29', 12, '2025-03-01'], // 28 February, a Friday
    ['2025-12-31', 2, '2026-03-01'],
    ['2026-08-31', 1, '2026-10-01'], // 30 September
    ['2026-07-15', 2, '2026-09-16'],
  ])('from %s, %i of them, end before %s', (start, amount, end) => {
    expect(due(`${start}T10:00`, { amount, unit: 'month' })).toBe(`${end}T00:00`);
  });

  test('whose last day is a rest day end on the next that is none', () => {
    // 5 July 2026 is a Sunday.
    expect(due('2026-05-05T10:00', { amount: 2, unit: 'month' })).toBe('2026-07-07T00:00');
  });
});

describe('hours', () => {
  test('begin at once and run across days, rest days and holidays', () => {
    expect(due('2026-11-20T17:30', { amount: 24, unit: 'h' })).toBe('2026-11-21T17:30');
    expect(due('2026-09-30T23:59', { amount: 48, unit: 'h' })).toBe('2026-10-02T23:59');
    expect(due('2024-02-28T12:00', { amount: 24, unit: 'h' })).toBe('2024-02-29T12:00');
  });

  test('are real hours where a zone changes its clocks', () => {
    const { dueAt } = computeDue({
      startAt: new Date('2026-10-24T12:00:00+02:00'),
      amount: 24,
      unit: 'h',
      calendar,
      zone: 'Europe/Berlin',
    });

    expect(localIso(dueAt, 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000+01:00');
  });
});

describe('the zone', () => {
  test('says which day a start event falls on', () => {
    const startAt = new Date('2026-11-16T20:00:00Z'); // the 17th in China, the 16th in London
    const facts = { startAt, amount: 1, unit: 'wd', calendar } as const;

    expect(computeDue(facts).lastDay).toBe('2026-11-18');
    expect(computeDue({ ...facts, zone: 'Europe/London' }).lastDay).toBe('2026-11-17');
  });
});

describe('office hours', () => {
  test('end the last day when the institution states them', () => {
    expect(due('2026-11-16T10:00', { amount: 1, unit: 'wd' }, withOffice)).toBe('2026-11-17T17:30');
    expect(due('2026-11-16T10:00', { amount: 1, unit: 'month' }, withOffice)).toBe(
      '2026-12-16T17:30',
    );
  });

  test('leave hours alone', () => {
    expect(due('2026-11-16T16:00', { amount: 24, unit: 'h' }, withOffice)).toBe('2026-11-17T16:00');
  });

  test('give way to a rule that says otherwise', () => {
    expect(due('2026-11-16T10:00', { amount: 1, unit: 'd', endOfDay: '24:00' }, withOffice)).toBe(
      '2026-11-18T00:00',
    );
  });
});

describe('an uncovered year', () => {
  test('marks the due date provisional and is named', () => {
    const startAt = new Date('2026-12-30T10:00:00+08:00');

    expect(computeDue({ startAt, amount: 1, unit: 'wd', calendar })).toMatchObject({
      lastDay: '2026-12-31',
      provisional: false,
    });
    expect(computeDue({ startAt, amount: 2, unit: 'wd', calendar })).toMatchObject({
      lastDay: '2027-01-01',
      provisional: true,
      uncoveredYears: [2027],
    });
  });

  test('matters to days and months only where their last day lies in it', () => {
    const startAt = new Date('2017-12-01T10:00:00+08:00');

    expect(computeDue({ startAt, amount: 2, unit: 'month', calendar }).provisional).toBe(false);
    expect(computeDue({ startAt, amount: 5, unit: 'd', calendar }).uncoveredYears).toEqual([2017]);
  });

  test('does not matter to hours', () => {
    const startAt = new Date('2027-03-01T10:00:00+08:00');

    expect(computeDue({ startAt, amount: 24, unit: 'h', calendar }).provisional).toBe(false);
  });
});

describe('the warning', () => {
  const warnAt = (
    start: string,
    facts: Omit<Parameters<typeof computeDue>[0], 'startAt' | 'calendar'>,
  ) => {
    const startAt = new Date(`${start}+08:00`);
    const at = computeDue({ ...facts, startAt, calendar }).warnAt;
    return at && localIso(at, 'Asia/Shanghai').slice(0, 16);
  };

  test('comes with the beginning of the last working days', () => {
    const facts = { amount: 8, unit: 'wd' } as const;

    // Due at the end of Thursday 15 October; 11 October is a Sunday, the 10th is made up.
    expect(warnAt('2026-09-29T10:00', { ...facts, warn: { amount: 1, unit: 'wd' } })).toBe(
      '2026-10-15T00:00',
    );
    expect(warnAt('2026-09-29T10:00', { ...facts, warn: { amount: 5, unit: 'wd' } })).toBe(
      '2026-10-10T00:00',
    );
  });

  test('comes so many hours before, time in a pause not counted', () => {
    const warn = { amount: 4, unit: 'h' } as const;
    const pauses = [pause('2026-11-17T00:00', '2026-11-17T08:00')];

    expect(warnAt('2026-11-16T10:00', { amount: 24, unit: 'h', warn })).toBe('2026-11-17T06:00');
    expect(warnAt('2026-11-16T02:00', { amount: 24, unit: 'h', warn, pauses })).toBe(
      '2026-11-16T22:00',
    );
  });

  test('leaves out days the clock stands still', () => {
    const pauses = [pause('2026-11-18T12:00', '2026-11-20T12:00')];

    // Counted: the 17th, the 20th and the 23rd.
    expect(
      warnAt('2026-11-16T10:00', {
        amount: 3,
        unit: 'wd',
        pauses,
        warn: { amount: 3, unit: 'wd' },
      }),
    ).toBe('2026-11-17T00:00');
  });

  test('is none when the clock is shorter', () => {
    expect(
      warnAt('2026-11-16T10:00', { amount: 2, unit: 'wd', warn: { amount: 3, unit: 'wd' } }),
    ).toBeNull();
    expect(
      warnAt('2026-11-16T10:00', { amount: 4, unit: 'h', warn: { amount: 4, unit: 'h' } }),
    ).toBeNull();
  });
});

describe('what cannot be counted is refused', () => {
  const startAt = new Date('2026-11-16T10:00:00+08:00');

  test.each([0, -1, 1.5, Number.NaN, 26_001])('%d working days', (amount) => {
    expect(() => computeDue({ startAt, amount, unit: 'wd', calendar })).toThrow(
      'AMOUNT_OUT_OF_RANGE',
    );
  });

  test('a start that is no date', () => {
    expect(() =>
      computeDue({ startAt: new Date('never'), amount: 1, unit: 'd', calendar }),
    ).toThrow('START_UNREADABLE');
  });

  test('a zone that does not exist', () => {
    expect(() =>
      computeDue({ startAt, amount: 1, unit: 'd', calendar, zone: 'Asia/Nowhere' }),
    ).toThrow('ZONE_UNKNOWN');
  });
});
