import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { type LadderRule, ladderRow } from '../../processes/escalation/contract.ts';
import {
  finishRung,
  isStillOverdue,
  openLadder,
  rungComesAt,
  takeRung,
  workingTimeAfter,
} from '../../processes/escalation/ladder.ts';
import { usualQuietHours } from '../../processes/escalation/quiet-hours.ts';
import { at } from '../support/build-case.ts';

const calendar = chineseCalendar();
const night = { hours: usualQuietHours, calendar };
/** Friday night, when the due date of a clock passed at midnight. */
const opened = openLadder(
  { id: 'case-1:done', caseId: 'case-1', kind: 'done' },
  '2251799813685300',
  at('2026-11-21T00:00'),
);
const rule: LadderRule = {
  ...{ means: 'phone', role: 'office', quietHours: true },
  ...{ nextAmount: 1, nextUnit: 'wd', dueAmount: null, dueUnit: null },
};
const facts = (iso: string) => ({ unitId: 'U-shizheng', at: at(iso), calendar });
const climbed = takeRung(opened, { rung: 1, rule }, facts('2026-11-23T07:00'));

describe('when a rung comes', () => {
  test('the first one comes with the verdict, after quiet hours and the weekend', () => {
    expect(rungComesAt(opened, rule, night)).toEqual(at('2026-11-23T07:00'));
  });

  test('the next one comes a working day later: the day of the rung before is not counted', () => {
    expect(rungComesAt(climbed, rule, night)).toEqual(at('2026-11-25T07:00'));
  });

  test('without quiet hours it comes when the working day is over', () => {
    const restless = { ...rule, quietHours: false };

    expect(rungComesAt(climbed, restless, night)).toEqual(at('2026-11-25T00:00'));
  });

  test.each([
    ['run through a working day', 4, '2026-11-23T09:00', '2026-11-23T13:00'],
    ['leave out the weekend', 4, '2026-11-20T22:00', '2026-11-23T02:00'],
    ['may end with the day', 2, '2026-11-20T22:00', '2026-11-21T00:00'],
    ['begun on a rest day begin on Monday', 3, '2026-11-21T12:00', '2026-11-23T03:00'],
    ['of more than a day go on over the next', 30, '2026-11-23T09:00', '2026-11-24T15:00'],
  ])('hours %s', (_, amount, from, to) => {
    expect(workingTimeAfter(at(from), { amount, unit: 'h' }, calendar)).toEqual(at(to));
  });
});

describe('a ladder', () => {
  test('climbs each rung once: a job that runs twice changes nothing', () => {
    const later = { unitId: 'U-zhujian', at: at('2026-11-24T09:00'), calendar };

    expect(takeRung(climbed, { rung: 1, rule: { ...rule, means: 'letter' } }, later)).toBe(climbed);
    expect(climbed).toMatchObject({ rung: 1, rungs: [{ means: 'phone', unitId: 'U-shizheng' }] });
  });

  test('gives the unit the working time its rule sets for what a rung asks', () => {
    const explanation = { ...rule, means: 'explanation', dueAmount: 3, dueUnit: 'wd' } as const;
    const asked = takeRung(climbed, { rung: 2, rule: explanation }, facts('2026-11-26T07:00'));

    expect(asked.rungs.at(-1)?.dueAt).toEqual(at('2026-12-02T00:00'));
    expect(climbed.rungs.at(-1)?.dueAt).toBeNull();
  });

  test('keeps what came of a rung with who did it, once', () => {
    const done = finishRung(climbed, 'phone', { at: at('2026-11-23T10:00'), by: 'P-zhaolei' });
    const again = finishRung(done, 'phone', { at: at('2026-11-23T11:00'), by: 'P-other' });

    expect(done.rungs[0]).toMatchObject({ doneBy: 'P-zhaolei', doneAt: at('2026-11-23T10:00') });
    expect(again).toBe(done);
  });

  test('is over when its clock is met, or its verdict no longer says overdue', () => {
    const metAt = at('2026-11-24T09:00');

    expect(isStillOverdue({ verdict: 'overdue', metAt: null })).toBe(true);
    expect(isStillOverdue({ verdict: 'overdue', metAt })).toBe(false);
    expect(isStillOverdue({ verdict: null, metAt: null })).toBe(false);
  });
});

describe('a row of the rule', () => {
  test('names amount and unit together, and only means and roles of the house', () => {
    const accepts = (change: object) => ladderRow.safeParse({ ...rule, ...change }).success;

    expect(accepts({})).toBe(true);
    expect(accepts({ nextAmount: null, nextUnit: null })).toBe(true);
    expect(accepts({ nextUnit: null })).toBe(false);
    expect(accepts({ dueAmount: 3 })).toBe(false);
    expect(accepts({ means: 'pillory' })).toBe(false);
    expect(accepts({ role: 'mayor' })).toBe(false);
  });
});
