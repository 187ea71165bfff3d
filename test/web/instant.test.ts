import { describe, expect, test } from '@jest/globals';
import { dayNumber, dueParts, partsOf } from '../../web/language/instant.ts';

describe('instants on the desk', () => {
  test('are read in the zone of the institution, whatever the browser says', () => {
    expect(partsOf(new Date('2026-11-21T20:30:00Z'))).toEqual({
      year: 2026,
      month: 11,
      day: 22,
      hour: 4,
      minute: 30,
    });
  });

  test('a due date at midnight is 24:00 of the last day', () => {
    expect(dueParts(new Date('2026-12-31T16:00:00Z'))).toEqual({
      year: 2026,
      month: 12,
      day: 31,
      hour: 24,
      minute: 0,
    });
  });

  test('a due date within a day is said as it is', () => {
    expect(dueParts(new Date('2026-11-19T09:00:00Z'))).toMatchObject({ day: 19, hour: 17 });
  });

  test('the next day begins at midnight of the institution', () => {
    const before = dayNumber(new Date('2026-11-21T15:59:59Z'));

    expect(dayNumber(new Date('2026-11-21T16:00:00Z'))).toBe(before + 1);
  });
});
