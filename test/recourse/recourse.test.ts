import { describe, expect, test } from '@jest/globals';
import {
  type ActionDraft,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { recourseUntil, recourseWithinDays } from '../../processes/recourse/recourse.ts';
import { Refusal } from '../../processes/refusal.ts';
import { reopenUntil } from '../../processes/reopening/reopening.ts';
import { at, buildCase, caseAfter, staff, straightWay } from '../support/build-case.ts';

const answeredAt = at('2026-11-20T10:00');
const archived = buildCase(straightWay.length);
const recourseId = `${archived.id}:recourse`;
const daysAfter = (days: number) => new Date(answeredAt.getTime() + days * 86_400_000);
const seek: ActionDraft = {
  ...{ type: 'seek-recourse', at: daysAfter(1), by: theCitizen, data: { recourseId } },
};

const explanation = '现场复核属实，原答复认定事实清楚、依据充分，予以维持。';
const decide = (current: Case, userId: string, fields: object = {}) =>
  decideTask(
    'decide-recourse',
    current,
    { decision: 'upheld', explanation, ...fields },
    { at: daysAfter(3), by: staff('superior', userId), step: 'Task_DecideRecourse', digests: {} },
  );

describe('the window in which a matter can be taken upward', () => {
  test('is thirty days from the answer, or from the refusal', () => {
    const refused = caseAfter(buildCase(2), {
      ...{
        type: 'refuse',
        at: answeredAt,
        by: staff('intake-clerk'),
        data: { ground: 'before-court' },
      },
    });

    expect(recourseWithinDays).toBe(30);
    expect(recourseUntil(archived, daysAfter(29))).toEqual(daysAfter(30));
    expect(recourseUntil(archived, daysAfter(30))).toBeNull();
    expect(recourseUntil(refused, daysAfter(1))).toEqual(daysAfter(30));
    expect(recourseUntil(buildCase(straightWay.length - 2), answeredAt)).toBeNull();
  });

  test('of two ways one is taken: upward, or put again', () => {
    const upward = caseAfter(archived, seek);
    const again = caseAfter(archived, {
      ...{ type: 'reopen', at: daysAfter(1), by: theCitizen, data: { caseId: 'C-2', number: 'N' } },
    });

    expect(reopenUntil(upward, daysAfter(2))).toBeNull();
    expect(recourseUntil(upward, daysAfter(2))).toBeNull();
    expect(recourseUntil(again, daysAfter(2))).toBeNull();
  });
});

describe('a matter that was taken upward', () => {
  test('is decided once, by the superior body, with an explanation', () => {
    const sought = caseAfter(archived, seek);
    const decided = caseAfter(sought, decide(sought, 'lengjie'));

    expect(decided.recourse).toMatchObject({ decision: 'upheld', decidedAt: daysAfter(3) });
    expect(decided.status).toBe('archived');
    expect(() => decide(decided, 'lengjie')).toThrow(new Refusal('RECOURSE_DECIDED'));
    expect(() => decide(sought, 'lengjie', { explanation: '维持' })).toThrow('FIELD_INVALID');
    expect(() => decide(archived, 'lengjie')).toThrow(new Refusal('NOTHING_SOUGHT'));
  });

  test('is not decided by whoever signed the answer', () => {
    const sought = caseAfter(archived, seek);

    expect(sought.signedBy).toBe('unit-deputy');
    expect(() => decide(sought, 'unit-deputy')).toThrow(new Refusal('OWN_ANSWER'));
  });

  test('is closed when its sender was told', () => {
    const sought = caseAfter(archived, seek);
    const closed = caseAfter(sought, decide(sought, 'lengjie'), {
      ...{ type: 'close-recourse', at: daysAfter(4), by: theHouse, data: { recourseId } },
    });

    expect(closed.recourse?.closedAt).toEqual(daysAfter(4));
  });
});
