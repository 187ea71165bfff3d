import { describe, expect, test } from '@jest/globals';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { unitsToAsk } from '../../processes/complaint/contributions.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { at, buildCase, digest, staff, straightWay } from '../support/build-case.ts';

const dispatched: ActionDraft = {
  ...{ type: 'dispatch', at: at('2026-11-23T09:00'), by: theHouse },
  data: { unitId: 'U-shizheng', turn: 1, dueAt: at('2026-11-28T00:00') },
};
const givenBack: ActionDraft = {
  ...{ type: 'return', at: at('2026-11-24T10:00'), by: staff('unit-handler') },
  data: { unitId: 'U-shizheng', turn: 1, ground: 'other-unit-duty' },
};
const done = {
  ...{ at: at('2026-11-29T12:00'), by: staff('unit-handler'), step: 'Task_Any' },
  digests: {},
};

/** A case with its unit, and what happened to it since. */
function caseWith(...drafts: ActionDraft[]): Case {
  const assigned = buildCase(5);
  return appendActions('case-1', assigned, [dispatched, ...drafts], digest).next ?? assigned;
}

describe('a question to the citizen', () => {
  const asked = {
    type: 'ask-question',
    at: at('2026-11-23T10:00'),
    by: staff('unit-handler'),
  } as const;
  const ask: ActionDraft = { ...asked, data: { questionId: 'case-1:question-1' } };
  const held = caseWith(ask);

  test('stops proposal and draft, and nothing else', () => {
    const propose = straightWay[6];

    expect(openQuestion(held)?.id).toBe('case-1:question-1');
    expect(() => checkAllowed(held, propose)).toThrow('ANSWER_AWAITED');
    expect(() => checkAllowed(held, givenBack)).not.toThrow();
  });

  test('is over when the case goes to another institution: nobody waits for it any more', () => {
    const handOver: ActionDraft = {
      ...{ type: 'hand-over', at: at('2026-11-25T10:00'), by: staff('office') },
      data: { ground: 'not-our-duty' },
    };
    const over = appendActions('case-1', held, [givenBack, handOver], digest).next;

    expect(over?.questions).toMatchObject([{ state: 'taken-back', endedAt: handOver.at }]);
    expect(over === null || openQuestion(over)).toBeNull();
  });

  test('is over when it is taken back', () => {
    const end: ActionDraft = {
      ...{ type: 'close-question', at: at('2026-11-24T10:00'), by: staff('unit-handler') },
      data: { questionId: 'case-1:question-1', how: 'taken-back' },
    };
    const over = appendActions('case-1', held, [end], digest).next;

    expect(over?.questions).toMatchObject([{ state: 'taken-back' }]);
    expect(() => checkAllowed(over, straightWay[6])).not.toThrow();
  });
});

describe('units that handle a case together', () => {
  const house = { at: at('2026-11-23T10:00'), by: theHouse } as const;
  const askPart = (n: number, unitId: string): ActionDraft => ({
    ...{ type: 'ask-contribution', ...house },
    data: { contributionId: `case-1:contribution-${n}`, unitId, dueAt: at('2026-11-27T00:00') },
  });
  const joint = caseWith(askPart(1, 'U-huanbao'), askPart(2, 'U-jiaotong'));

  test('are asked once, the lead unit never', () => {
    expect(unitsToAsk(joint, ['U-huanbao', 'U-shizheng', 'U-minzheng', 'U-minzheng'])).toEqual([
      'U-minzheng',
    ]);
  });

  test('hold up the proposal until all are in, released or waived', () => {
    const close: ActionDraft = {
      ...{ type: 'close-contributions', at: at('2026-11-24T10:00'), by: staff('unit-handler') },
      data: {},
    };
    const over = appendActions('case-1', joint, [close], digest).next;

    expect(() => checkAllowed(joint, straightWay[6])).toThrow('CONTRIBUTIONS_AWAITED');
    expect(over?.contributions?.map(({ state }) => state)).toEqual(['waived', 'waived']);
    expect(() => checkAllowed(over, straightWay[6])).not.toThrow();
  });

  test('give their part for their own unit; after the lead unit went on it is refused', () => {
    const part = { contribution: '已核查。' };
    const from = (unitId: string) => ({ ...done, by: staff('unit-handler', 'P-9', unitId) });

    expect(decideTask('contribute', joint, part, from('U-jiaotong'))).toMatchObject({
      type: 'contribute',
      data: { contributionId: 'case-1:contribution-2' },
    });
    expect(() => decideTask('contribute', joint, part, from('U-minzheng'))).toThrow(
      'CONTRIBUTION_OVER',
    );
  });
});
