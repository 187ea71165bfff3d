import { describe, expect, test } from '@jest/globals';
import { calendarSchema, dayKind, missingYear } from '../../processes/clock/calendar.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { Refusal } from '../../processes/refusal.ts';

const cn = chineseCalendar();

describe('the statutory calendar', () => {
  // From the yearly notices of the State Council, written down here independently of the seed.
  test.each([
    [2018, '02-11 02-24 04-08 04-28 09-29 09-30 12-29'],
    [2019, '02-02 02-03 04-28 05-05 09-29 10-12'],
    [2020, '01-19 04-26 05-09 06-28 09-27 10-10'],
    [2021, '02-07 02-20 04-25 05-08 09-18 09-26 10-09'],
    [2022, '01-29 01-30 04-02 04-24 05-07 10-08 10-09'],
    [2023, '01-28 01-29 04-23 05-06 06-25 10-07 10-08'],
    [2024, '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'],
    [2025, '01-26 02-08 04-27 09-28 10-11'],
    [2026, '01-04 02-14 02-28 05-09 09-20 10-10'],
  ])('has the make-up workdays of %i', (year, days) => {
    const makeups = cn.years[year]?.makeups.map(({ date }) => date.slice(5)) ?? [];

    expect(makeups.join(' ')).toBe(days);
  });

  test('extends the Spring Festival of 2020 to 2 February', () => {
    expect(dayKind(cn, '2020-01-31')).toBe('holiday');
    expect(dayKind(cn, '2020-02-01')).toBe('holiday');
    expect(dayKind(cn, '2020-02-02')).toBe('holiday');
    expect(dayKind(cn, '2020-02-03')).toBe('working');
  });

  test('puts every make-up workday on a weekend, and one holiday at least on a weekday for each', () => {
    for (const { holidays, makeups } of Object.values(cn.years)) {
      const weekdays = [...holidays, ...makeups].map(({ date }) => new Date(date).getUTCDay());
      const onWeekend = (day: number) => day === 0 || day === 6;

      expect(weekdays.slice(holidays.length).every(onWeekend)).toBe(true);
      expect(
        weekdays.slice(0, holidays.length).filter((day) => !onWeekend(day)).length,
      ).toBeGreaterThan(makeups.length);
    }
  });
});

describe('a day', () => {
  test.each([
    ['2026-11-20', 'working'],
    ['2026-11-21', 'rest'],
    ['2026-10-01', 'holiday'],
    ['2026-10-10', 'makeup'],
    ['2027-01-04', 'uncovered'],
    ['2017-12-29', 'uncovered'],
  ])('%s is %s', (date, kind) => {
    expect(dayKind(cn, date)).toBe(kind);
  });

  test.each(['2026-02-30', '2026-1-1', '20260101', ''])('"%s" is refused', (date) => {
    expect(() => dayKind(cn, date)).toThrow(Refusal);
  });
});

describe('a calendar', () => {
  test('with a day twice is refused, with the place', () => {
    const days = { date: '2026-10-01', name: '国庆节' };
    const twice = { ...cn, years: { 2026: { holidays: [days], makeups: [days] } } };

    const issues = calendarSchema.safeParse(twice).error?.issues;

    expect(issues?.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['years.2026.makeups.0.date', '2026-10-01 is listed twice'],
    ]);
  });

  test('with a day under another year is refused, with the place', () => {
    const wrong = {
      ...cn,
      years: { 2026: { holidays: [{ date: '2025-10-01', name: '国庆节' }], makeups: [] } },
    };

    expect(calendarSchema.safeParse(wrong).error?.issues[0]?.path.join('.')).toBe(
      'years.2026.holidays.0.date',
    );
  });

  test('lacks next year from September on, and this year always', () => {
    expect(missingYear(cn, '2026-08-31')).toBeNull();
    expect(missingYear(cn, '2026-09-01')).toBe(2027);
    expect(missingYear(cn, '2027-02-01')).toBe(2027);
    expect(missingYear(cn, '2025-12-01')).toBeNull();
  });
});
