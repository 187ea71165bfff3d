import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { internalDue } from '../../processes/tiers/internal-due.ts';
import {
  answerUp,
  assignDown,
  atWork,
  beginWay,
  receive,
  responsible,
  sendBack,
} from '../../processes/tiers/way.ts';
import { at } from '../support/build-case.ts';

const calendar = chineseCalendar();
const city = { id: 'U-city', path: ['U-city'] };
const street = { id: 'U-donghu', path: ['U-city', 'U-donghu'] };
const section = { id: 'U-section', path: ['U-city', 'U-donghu', 'U-section'] };
const village = { id: 'U-village', path: ['U-city', 'U-donghu', 'U-section', 'U-village'] };
const other = { id: 'U-weijian', path: ['U-city', 'U-weijian'] };

const now = at('2026-02-11T10:00');
/** Eight working days over the Spring Festival: until the end of 28 February, a make-up workday. */
const legal = computeDue({ startAt: now, amount: 8, unit: 'wd', calendar }).dueAt;
const step = (reserveDays = 2, when = now) => ({ at: when, calendar, reserveDays });

const down = () => assignDown(beginWay('U-city', legal, now), city, street, step());
const twoDown = () =>
  assignDown(receive(down(), 'U-donghu', now), street, section, step(1, at('2026-02-12T09:00')));

describe('a case that is assigned down the tree', () => {
  test('gives each tier its internal time inside that of the tier above, in working days', () => {
    expect(twoDown().map(({ dueAt }) => dueAt)).toEqual([
      legal,
      at('2026-02-27T00:00'),
      at('2026-02-26T00:00'),
    ]);
  });

  test('stays with whoever received it first until the next receipt is on record', () => {
    expect(responsible(down())?.unitId).toBe('U-city');
    expect(atWork(down())?.unitId).toBe('U-donghu');

    const received = receive(down(), 'U-donghu', now);
    expect(responsible(received)?.unitId).toBe('U-donghu');
    expect(receive(received, 'U-donghu', at('2026-02-13T09:00'))).toEqual(received);
  });

  test('goes no further before it was received, only down, and not below the third tier', () => {
    expect(() => assignDown(down(), street, section, step())).toThrow('TIER_RECEIPT_AWAITED');
    const received = receive(down(), 'U-donghu', now);
    expect(() => assignDown(received, street, other, step())).toThrow('TIER_NOT_BELOW');
    expect(() => assignDown(received, street, street, step())).toThrow('TIER_NOT_BELOW');
    expect(() => assignDown(received, city, street, step())).toThrow('TIER_ELSEWHERE');
    const third = receive(twoDown(), 'U-section', now);
    expect(() => assignDown(third, section, village, step())).toThrow('TIER_TOO_DEEP');
  });
});

describe('an answer that goes up the tree', () => {
  const third = () => receive(twoDown(), 'U-section', at('2026-02-12T10:00'));

  test('comes to each tier in turn, each with its own verdict, and last from the first receiver', () => {
    const up = answerUp(third(), 'U-section', at('2026-02-26T09:00'));
    expect(responsible(up)?.unitId).toBe('U-donghu');
    const all = answerUp(
      answerUp(up, 'U-donghu', at('2026-02-26T12:00')),
      'U-city',
      at('2026-02-28T12:00'),
    );

    expect(all.map(({ verdict }) => verdict)).toEqual(['on-time', 'on-time', 'overdue']);
    expect(atWork(all)).toBeNull();
  });

  test('is not given past a tier that has it', () => {
    expect(() => answerUp(third(), 'U-donghu', now)).toThrow('TIER_ELSEWHERE');
    expect(() => answerUp(twoDown(), 'U-section', now)).toThrow('TIER_RECEIPT_AWAITED');
  });

  test('that is sent back begins another time of the same unit; the first verdict stays', () => {
    const up = answerUp(third(), 'U-section', at('2026-02-13T09:00'));
    const back = sendBack(up, 'U-donghu', step(1, at('2026-02-24T09:00')));

    expect(atWork(back)).toMatchObject({ unitId: 'U-section', dueAt: at('2026-02-26T00:00') });
    expect(back.map(({ verdict }) => verdict)).toEqual([null, null, 'on-time', null]);
    expect(() => sendBack(third(), 'U-section', step())).toThrow('TIER_NOTHING_ANSWERED');
  });
});

describe('an internal due date', () => {
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
