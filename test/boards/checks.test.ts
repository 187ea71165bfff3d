import { describe, expect, test } from '@jest/globals';
import {
  checkOwedAt,
  checksEnded,
  checkTimes,
  daysEnded,
  usualCheckTimes,
} from '../../processes/boards/checks.ts';
import { at } from '../support/build-case.ts';

const zone = 'Asia/Shanghai';
const rule = { zone, times: usualCheckTimes };
const named = (checks: readonly { day: string; slot: string }[]) =>
  checks.map(({ day, slot }) => `${day} ${slot}`);

describe('the two looks a day', () => {
  test.each([
    ['2026-11-21T00:00', 'morning'],
    ['2026-11-21T11:59', 'morning'],
    ['2026-11-21T12:00', 'afternoon'],
    ['2026-11-21T17:59', 'afternoon'],
    ['2026-11-21T18:00', undefined],
  ])('at %s the %s one is owed, on a rest day too', (instant, slot) => {
    expect(checkOwedAt(at(instant), zone, usualCheckTimes)?.slot).toBe(slot);
  });

  test('end at their times, each once', () => {
    expect(named(checksEnded(at('2026-11-20T12:00'), at('2026-11-21T12:00'), rule))).toEqual([
      '2026-11-20 afternoon',
      '2026-11-21 morning',
    ]);
    expect(checksEnded(at('2026-11-21T12:00'), at('2026-11-21T17:59'), rule)).toEqual([]);
  });

  test('of a house that was away long, a week back and no further', () => {
    const ended = checksEnded(at('2026-01-01T00:00'), at('2026-11-21T09:00'), rule);

    expect(named(ended)[0]).toBe('2026-11-14 morning');
    expect(ended).toHaveLength(14);
  });

  test('of a house that begins, only the last one', () => {
    expect(named(checksEnded(null, at('2026-11-21T09:00'), rule))).toEqual([
      '2026-11-20 afternoon',
    ]);
  });

  test('have times in order', () => {
    expect(checkTimes.safeParse({ morning: '18:00', afternoon: '12:00' }).success).toBe(false);
    expect(checkTimes.safeParse({ morning: '09:00', afternoon: '24:00' }).success).toBe(false);
  });
});

test('a day ends once, at midnight of the institution', () => {
  const ended = daysEnded(at('2026-11-20T23:59'), at('2026-11-21T00:01'), zone);

  expect(ended.map(({ until }) => until)).toEqual([at('2026-11-21T00:00')]);
  expect(daysEnded(at('2026-11-21T00:01'), at('2026-11-21T23:59'), zone)).toEqual([]);
});
