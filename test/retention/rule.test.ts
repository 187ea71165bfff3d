import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Action, Case } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import {
  checkHold,
  erasableFrom,
  eraseVerdict,
  latestClosing,
  standingHold,
} from '../../processes/retention/rule.ts';
import { at, buildCase, digest, staff } from '../support/build-case.ts';

const rule = { years: 10 };
const closed = { ...buildCase(12), closedAt: at('2016-11-20T10:00') };
const hold = { id: 'h', at: at('2026-01-01T09:00') };

describe('how long a closed case is kept', () => {
  test.each([
    ['until its last day is over', '2026-11-20T23:59', 'kept'],
    ['and not a day longer', '2026-11-21T00:00', 'due'],
  ] as const)('%s', (_what, now, verdict) => {
    expect(eraseVerdict(closed, rule, at(now))).toBe(verdict);
  });

  test('a case of the 29th of February ends its years at the end of February', () => {
    expect(erasableFrom(at('2024-02-29T12:00'), { years: 1 })).toEqual(at('2025-03-01T00:00'));
  });

  test('an open case, a held one and one that was erased are none to erase', () => {
    const now = at('2040-01-01T00:00');

    expect(eraseVerdict({ ...closed, closedAt: null }, rule, now)).toBe('open');
    expect(eraseVerdict({ ...closed, hold }, rule, now)).toBe('held');
    expect(eraseVerdict({ ...closed, erasedAt: now }, rule, now)).toBe('erased');
    expect(eraseVerdict({ ...closed, hold: null }, rule, now)).toBe('due');
    const promise = {
      ...{ id: 'p', madeAt: now, by: '2040-01-01', instanceKey: '1' },
      report: null,
    };
    const open = { ...promise, keptAt: null, closedAt: null };
    expect(eraseVerdict({ ...closed, promise: open }, rule, now)).toBe('kept');
    expect(eraseVerdict({ ...closed, promise: { ...open, closedAt: now } }, rule, now)).toBe('due');
  });

  test('nothing that is due lies behind the bound that is searched', () => {
    const instants = fc.date({
      min: at('2000-01-01T00:00'),
      max: at('2030-01-01T00:00'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 40 * 366 }),
        (closedAt, years, days) => {
          const now = new Date(closedAt.getTime() + days * 86_400_000);
          if (eraseVerdict({ closedAt }, { years }, now) !== 'due') return;
          expect(closedAt.getTime()).toBeLessThanOrEqual(latestClosing(now, { years }).getTime());
        },
      ),
    );
  });
});

describe('a hold', () => {
  const drafts = (current: Case, ...types: ('hold' | 'lift-hold')[]): Case => {
    const made = types.map((type) => ({
      ...{ type, at: at('2026-11-21T09:00'), by: staff('auditor'), data: { holdId: 'h' } },
    }));
    const { next } = appendActions(current.id, current, made, digest);
    if (next === null) throw new Error('a case stays');
    return next;
  };

  test('is laid once, lifted once, and may be laid again', () => {
    const held = drafts(closed, 'hold');

    expect(standingHold(held).id).toBe('h');
    expect(() => checkHold(held)).toThrow('HELD_ALREADY');
    const lifted = drafts(held, 'lift-hold');
    expect(() => standingHold(lifted)).toThrow('NOT_HELD');
    expect(() => checkHold(lifted)).not.toThrow();
  });

  test('comes too late for a case that was erased', () => {
    const erase = { type: 'erase', at: at('2026-11-21T03:00'), data: {} } as const;
    const house = { kind: 'system', userId: null, role: null, unitId: null } as const;
    const { next, actions } = appendActions('case-1', closed, [{ ...erase, by: house }], digest);

    expect(actions.map(({ type }: Action) => type)).toEqual(['erase']);
    expect(next?.erasedAt).toEqual(erase.at);
    expect(() => checkHold({ ...closed, erasedAt: erase.at })).toThrow('CASE_ERASED');
  });
});
