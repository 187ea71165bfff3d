import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { calendarProblems, changedDays } from '../../processes/clock/calendar-check.ts';
import { recountClock, reviewVerdict } from '../../processes/clock/calendar-effect.ts';
import { stalenessOf } from '../../processes/clock/calendar-preview.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { meetClock, ringClock, startClock } from '../../processes/clock/clock.ts';
import { at, buildClock } from './build-clock.ts';

const cn = chineseCalendar();
type Year = Calendar['years'][string];

/** The statutory calendar with other days in one year. */
function next(year: string, change: Partial<Year>): Calendar {
  const days = cn.years[year] ?? { holidays: [], makeups: [] };
  return { ...cn, version: 2, years: { ...cn.years, [year]: { ...days, ...change } } };
}

const thursday = { date: '2026-11-19', name: '地方节日' };
const withThursdayOff = next('2026', { holidays: [...(cn.years[2026]?.holidays ?? []), thursday] });
const now = at('2026-11-17T09:00');

describe('a running clock counted with another version of its calendar', () => {
  test('moves to later by a new holiday, names the version, and warns again', () => {
    const warned = ringClock(buildClock({ amount: 2 }), at('2026-11-18T00:00')).clock;
    expect(warned.warnedAt).not.toBeNull();

    const effect = recountClock(buildClock(), { calendar: withThursdayOff, now });

    expect(effect).toMatchObject({ moves: 'later', mark: 'same', changesVerdict: false });
    expect(effect.dueAfter).toEqual(at('2026-11-21T00:00'));
    expect(effect.clock.calendar).toEqual({ id: 'cn', version: 2 });
    expect(effect.clock.warnAt).toEqual(at('2026-11-20T00:00'));
  });

  test('moves to earlier by a make-up Saturday', () => {
    const saturday = { date: '2026-11-21', name: '调休' };
    const calendar = next('2026', { makeups: [...(cn.years[2026]?.makeups ?? []), saturday] });

    const effect = recountClock(buildClock({ amount: 5 }), { calendar, now });

    expect(effect.moves).toBe('earlier');
    expect(effect.dueAfter).toEqual(at('2026-11-22T00:00'));
  });

  test('becomes firm when the year that was missing is published', () => {
    const clock = buildClock({ startAt: at('2026-12-28T10:00'), amount: 8 });
    expect(clock.provisional).toBe(true);
    const newYear = { date: '2027-01-01', name: '元旦' };
    const calendar = next('2027', { holidays: [newYear], makeups: [] });

    const effect = recountClock(clock, { calendar, now: at('2026-12-29T09:00') });

    expect(effect).toMatchObject({ moves: 'later', mark: 'firm' });
    expect(effect.clock.provisional).toBe(false);
  });

  test('in hours does not move', () => {
    const hours = buildClock({ amount: 24, unit: 'h', warn: null });

    expect(recountClock(hours, { calendar: withThursdayOff, now }).moves).toBe('not');
  });

  test('that would be overdue by the change alone is left as it is, until somebody decides', () => {
    const before = startClock(
      { ...buildClock(), startAt: at('2026-11-16T10:00'), amount: 3, unit: 'wd' },
      withThursdayOff,
    );
    const ground = { calendar: { ...cn, version: 3 }, now: at('2026-11-20T09:00') };

    const left = recountClock(before, ground);
    expect(left).toMatchObject({ moves: 'undecided', changesVerdict: true });
    expect(left.clock).toBe(before);

    const moved = recountClock(before, { ...ground, mayBePast: true });
    expect(moved.moves).toBe('earlier');
    expect(moved.clock.dueAt).toEqual(at('2026-11-20T00:00'));
  });

  test('that is late and has not rung yet stops being late', () => {
    const effect = recountClock(buildClock(), {
      calendar: withThursdayOff,
      now: at('2026-11-20T00:30'),
    });

    expect(effect).toMatchObject({ moves: 'later', changesVerdict: true });
  });

  test('twice with the same version is at the same place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('h', 'd', 'wd', 'month' as const),
        fc.integer({ min: 0, max: 30 }),
        (amount, unit, offset) => {
          const clock = buildClock({ amount, unit, warn: null });
          const holiday = new Date(Date.UTC(2026, 10, 16 + offset)).toISOString().slice(0, 10);
          const calendar = next('2026', { holidays: [{ date: holiday, name: '某节' }] });

          const once = recountClock(clock, { calendar, now });
          const twice = recountClock(once.clock, { calendar, now });

          expect(twice.moves === 'not' || twice.moves === 'undecided').toBe(true);
          expect(twice.clock.dueAt).toEqual(once.clock.dueAt);
        },
      ),
    );
  });
});

describe('a frozen verdict', () => {
  const late = meetClock(
    ringClock(buildClock({ warn: null }), at('2026-11-20T00:00')).clock,
    at('2026-11-20T15:00'),
    'publish',
  );

  test('is listed when another calendar would have led to another one', () => {
    const review = reviewVerdict(late, { calendar: withThursdayOff, now });

    expect(review).toMatchObject({ verdictBefore: 'overdue', verdictAfter: 'on-time' });
    expect(late.verdict).toBe('overdue');
  });

  test('is not listed when it is the same', () => {
    expect(reviewVerdict(late, { calendar: cn, now })).toBeNull();
    expect(reviewVerdict(buildClock(), { calendar: withThursdayOff, now })).toBeNull();
  });

  test('of a clock not met yet would still run', () => {
    const overdue = ringClock(buildClock({ warn: null }), at('2026-11-20T00:00')).clock;

    const review = reviewVerdict(overdue, {
      calendar: withThursdayOff,
      now: at('2026-11-20T09:00'),
    });

    expect(review).toMatchObject({ verdictBefore: 'overdue', verdictAfter: null });
  });

  test('on time is kept where the clock stood still when it was met', () => {
    const pause = { from: at('2026-11-18T09:00'), to: null, category: 'citizen', reason: '补充' };
    const met = meetClock(buildClock({}, { pauses: [pause] }), at('2026-12-20T09:00'), 'publish');

    expect(met.verdict).toBe('on-time');
    expect(reviewVerdict(met, { calendar: withThursdayOff, now })).toBeNull();
  });
});

describe('a calendar to be published', () => {
  const day = (date: string, name = '某节') => ({ date, name });

  test.each([
    [{ holidays: [day('2027-02-30')] }, 'DATE_IMPOSSIBLE'],
    [{ holidays: [day('2026-01-01')] }, 'DAY_IN_WRONG_YEAR'],
    [{ makeups: [day('2027-01-04')] }, 'MAKEUP_ON_WORKING_DAY'],
    [{ holidays: [day('2027-01-02')], makeups: [day('2027-01-02')] }, 'DAY_TWICE'],
    [{ holidays: [day('2027-01-01', ' ')] }, 'NAME_MISSING'],
  ])('with %j is refused: %s', (change, code) => {
    const found = calendarProblems(next('2027', { holidays: [], makeups: [], ...change }));

    expect(found.map((problem) => problem.code)).toEqual([code]);
    expect(found[0]?.year).toBe('2027');
  });

  test('needs a year, and office hours that end after they begin', () => {
    const officeHours = { start: '17:30', end: '09:00' };

    expect(calendarProblems({ years: {}, officeHours }).map(({ code }) => code)).toEqual([
      'NO_YEAR',
      'OFFICE_HOURS_ORDER',
    ]);
  });

  test('as it is shipped has no problem', () => {
    expect(calendarProblems(cn)).toEqual([]);
  });
});

describe('the days that two versions count otherwise', () => {
  test('are those that are marked in one of them only', () => {
    expect(changedDays(cn, withThursdayOff)).toEqual({ first: '2026-11-19', last: '2026-11-19' });
    expect(changedDays(cn, { ...cn, version: 2 })).toBeNull();
  });

  test('are a whole year where one of them does not cover it, and all where office hours differ', () => {
    expect(changedDays(cn, next('2027', {}))).toEqual({ first: '2027-01-01', last: '2027-12-31' });
    const hours = { ...cn, officeHours: { start: '09:00', end: '17:30' } };
    expect(changedDays(cn, hours)?.first).toBe('0001-01-01');
  });
});

describe('a preview', () => {
  const ground = { revision: 3, base: 1, at: now };

  test.each([
    [{}, null],
    [{ revision: 4 }, 'draft-changed'],
    [{ base: 2 }, 'calendar-changed'],
    [{ at: at('2026-11-18T09:01') }, 'too-old'],
  ])('read at %j is stale by %s', (change, reason) => {
    expect(stalenessOf(ground, { ...ground, ...change })).toBe(reason);
  });
});
