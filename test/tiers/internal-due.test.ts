import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { internalDue } from '../../processes/tiers/internal-due.ts';
import { at } from '../support/build-case.ts';

const calendar = chineseCalendar();
const now = at('2026-02-11T10:00');
/** Eight working days over the Spring Festival: until the end of 28 February, a make-up workday. */
const legal = computeDue({ startAt: now, amount: 8, unit: 'wd', calendar }).dueAt;

describe('an internal due date', () => {
  test('lies inside that of the tier above, by working days', () => {
    const first = internalDue(legal, { reserveDays: 2, calendar, now }).dueAt;

    expect(first).toEqual(at('2026-02-27T00:00'));
    expect(internalDue(first, { reserveDays: 1, calendar, now }).dueAt).toEqual(
      at('2026-02-26T00:00'),
    );
  });

  test('ends with that of the tier above where too little time is left', () => {
    const late = { reserveDays: 3, calendar, now: at('2026-02-27T10:00') };

    expect(internalDue(legal, late)).toEqual({ dueAt: legal, squeezed: true });
    expect(internalDue(legal, { ...late, reserveDays: 0 })).toEqual({
      ...{ dueAt: legal, squeezed: false },
    });
  });

  test('is never later than the one above, and never past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 0, max: 300 * 24 }),
        (amount, reserveDays, hours) => {
          const startAt = new Date(now.getTime() + hours * 3_600_000);
          const above = computeDue({ startAt, amount, unit: 'wd', calendar }).dueAt;
          const { dueAt } = internalDue(above, { reserveDays, calendar, now: startAt });
          expect(dueAt.getTime()).toBeLessThanOrEqual(above.getTime());
          expect(dueAt.getTime()).toBeGreaterThan(startAt.getTime());
        },
      ),
    );
  });
});
