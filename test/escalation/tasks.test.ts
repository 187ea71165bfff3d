import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { openLadder, takeRung } from '../../processes/escalation/ladder.ts';
import type { Means } from '../../processes/escalation/means.ts';
import { decideLadderTask, ladderAfter } from '../../processes/escalation/tasks.ts';
import { at, staff } from '../support/build-case.ts';

const clockId = 'case-1:done';
const done = {
  at: at('2026-11-26T10:00'),
  by: staff('supervision', 'P-hanbin'),
  step: 'Task_Any',
  digests: { 'case-1:1': 'd1' },
};
const talk = {
  ...{ talkedWith: '城市管理局 主要负责人', talkedOn: '2026-11-26', summary: '已约谈。' },
  ...{ rectification: '限期办结并答复。', rectifyBy: '2026-12-04' },
};

function ladderAt(...means: readonly Means[]) {
  const rule = { role: 'office', quietHours: true } as const;
  return means.reduce(
    (ladder, one, index) =>
      takeRung(
        ladder,
        { rung: index + 1, rule: { ...rule, means: one } },
        { unitId: 'U-shizheng', at: at('2026-11-23T07:00'), calendar: chineseCalendar() },
      ),
    openLadder({ id: clockId, caseId: 'case-1', kind: 'done' }, '1', at('2026-11-23T00:00')),
  );
}

describe('a task of the ladder', () => {
  test('notes a talk with the date of the rectification, and its text by digest only', () => {
    const draft = decideLadderTask('talk', { clockId, letter: undefined }, talk, done);

    expect(draft).toMatchObject({ type: 'talk', data: { clockId, rectifyBy: '2026-12-04' } });
    expect(JSON.stringify(draft)).not.toContain('已约谈');
    expect(ladderAfter(ladderAt('talk'), draft).rungs[0]).toMatchObject({
      doneBy: 'P-hanbin',
      rectifyBy: '2026-12-04',
    });
  });

  test('signs for the paper its header names: the letter, or the assignment form', () => {
    const ladder = ladderAt('letter', 'assignment-form');
    const form = { clockId, letter: 'assignment-form' };

    const after = ladderAfter(ladder, decideLadderTask('receive-letter', form, {}, done));

    expect(after.rungs.map(({ doneAt }) => doneAt)).toEqual([null, done.at]);
  });

  test('refers a matter with its ground to a body, or not', () => {
    const decide = (fields: Record<string, unknown>) =>
      decideLadderTask('refer', { clockId, letter: undefined }, fields, done);

    expect(() => decide({ referral: 'refer', referralGround: '条例第十条' })).toThrow(
      'FIELD_INVALID',
    );
    expect(() => decide({ referral: 'not-refer', referralGround: '' })).toThrow('FIELD_INVALID');
    expect(decide({ referral: 'not-refer', referralGround: '已整改到位。' })).toMatchObject({
      type: 'refer',
      data: { referred: false },
    });
  });

  test('asks for whom, when and what was said', () => {
    const call = { calledWhom: '李强', calledOn: '2026-11-23', calledAt: '9点', said: '催办。' };
    const decide = (fields: Record<string, unknown>) =>
      decideLadderTask('phone', { clockId, letter: undefined }, fields, done);

    expect(() => decide(call)).toThrow('FIELD_INVALID');
    expect(decide({ ...call, calledAt: '09:30' }).type).toBe('phone');
  });

  test('means nothing outside a ladder', () => {
    expect(() =>
      decideLadderTask('talk', { clockId: null, letter: undefined }, talk, done),
    ).toThrow('NO_LADDER');
    expect(() => decideLadderTask('receive-letter', { clockId, letter: 'bill' }, {}, done)).toThrow(
      'LETTER_UNKNOWN',
    );
  });
});
