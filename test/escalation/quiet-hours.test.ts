import { describe, expect, test } from '@jest/globals';
import { calendarSchema } from '../../processes/clock/calendar.ts';
import {
  type Call,
  disturbAt,
  quietHoursSchema,
  usualQuietHours,
} from '../../processes/escalation/quiet-hours.ts';
import { at } from '../support/build-case.ts';

/** Monday 2026-10-05 to Wednesday are National Day; the Saturday after is worked. */
const calendar = calendarSchema.parse({
  ...{ id: 'cn', version: 1, zone: 'Asia/Shanghai' },
  years: {
    2026: {
      holidays: ['05', '06', '07'].map((day) => ({ date: `2026-10-${day}`, name: '国庆节' })),
      makeups: [{ date: '2026-10-10', name: '国庆节' }],
    },
  },
});
const night = { hours: usualQuietHours, calendar };
const rung: Call = { what: 'rung', quietHours: true };

describe('a rung that comes', () => {
  test.each([
    ['in working hours is taken at once', '2026-11-23T09:30', '2026-11-23T09:30'],
    ['when quiet hours end is taken at once', '2026-11-23T07:00', '2026-11-23T07:00'],
    ['a minute before they end waits for it', '2026-11-23T06:59', '2026-11-23T07:00'],
    ['just before they begin is taken at once', '2026-11-23T21:59', '2026-11-23T21:59'],
    ['when they begin waits for the next morning', '2026-11-23T22:00', '2026-11-24T07:00'],
    ['at midnight waits for the morning', '2026-11-24T00:00', '2026-11-24T07:00'],
    ['on Friday night waits for Monday morning', '2026-11-20T23:00', '2026-11-23T07:00'],
    ['on a Sunday waits for Monday morning', '2026-11-22T10:00', '2026-11-23T07:00'],
    ['on the eve of a holiday waits until it is over', '2026-10-04T23:00', '2026-10-08T07:00'],
    [
      'the night before a make-up Saturday waits for Saturday',
      '2026-10-09T23:00',
      '2026-10-10T07:00',
    ],
  ])('%s', (_, from, to) => {
    expect(disturbAt(rung, at(from), night)).toEqual(at(to));
  });

  test('comes at night where its rule knows no quiet hours', () => {
    const midnight = at('2026-11-22T00:00');

    expect(disturbAt({ what: 'rung', quietHours: false }, midnight, night)).toEqual(midnight);
  });
});

describe('quiet hours', () => {
  const midnight = at('2026-11-24T00:30');

  test.each<[string, Call]>([
    ['a warning of a clock of twelve hours', { what: 'warning', clock: { amount: 12, unit: 'h' } }],
    ['a duty call', { what: 'duty-call' }],
    ['an incident report', { what: 'incident-report' }],
  ])('never hold back %s', (_, call) => {
    expect(disturbAt(call, midnight, night)).toEqual(midnight);
  });

  test.each<[string, Call]>([
    ['of a day', { what: 'warning', clock: { amount: 24, unit: 'h' } }],
    ['of working days', { what: 'warning', clock: { amount: 8, unit: 'wd' } }],
  ])('hold back the warning of a clock %s until the morning', (_, call) => {
    expect(disturbAt(call, midnight, night)).toEqual(at('2026-11-24T07:00'));
  });

  test('are a night: they begin in the evening and end in the morning', () => {
    expect(quietHoursSchema.safeParse({ from: '21:30', to: '08:00' }).success).toBe(true);
    expect(quietHoursSchema.safeParse({ from: '12:00', to: '14:00' }).success).toBe(false);
    expect(quietHoursSchema.safeParse({ from: '24:00', to: '07:00' }).success).toBe(false);
  });
});
