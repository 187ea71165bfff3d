import { expect, test } from '@jest/globals';
import type { Answers, ModelEngine } from './model-engine.ts';

const opened: Answers = {
  'complaint:open-case': [
    {
      ...{ claimed: true, channel: 'web', topic: 'urban-rural-construction', area: null },
      receivedAt: '2026-11-20T08:00:00.000Z',
    },
  ],
  'publication:publish-reply': [{ published: true }],
  'reassignment:count-returns': [{ returns: 1 }, { returns: 2 }],
};

/** A case that its units give back, until the office decides who is competent. */
export function reassignmentPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  test('is reassigned once, decided on the second time, and goes on with the unit decided on', async () => {
    const { start, doTask, tell } = engine();
    await start('complaint-received', { caseId: 'c-returned' }, opened);
    const giveBack = { disposal: 'return', returnGround: 'other-unit-duty' };

    await doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    await doTask('Task_Assign', { unitId: 'U-shizheng' });
    await doTask('Task_Propose', giveBack);
    expect(await doTask('Task_Reassign', { unitId: 'U-huanbao' })).toEqual({
      groups: ['office'],
      action: 'reassign',
    });
    expect((await doTask('Task_Propose', giveBack)).groups).toEqual(['unit-handler@U-huanbao']);
    expect(await doTask('Task_Arbitrate', { unitId: 'U-shizheng' })).toEqual({
      groups: ['office'],
      action: 'arbitrate',
    });
    expect(
      (await doTask('Task_Propose', { disposal: 'handle', weight: 'simple', keyMatter: 'no' }))
        .groups,
    ).toEqual(['unit-handler@U-shizheng']);
    await doTask('Task_Draft', {});
    await doTask('Task_Sign', { decision: 'approved' });
    await doTask('Task_PublicationCheck', {});
    await tell('complaint-rated', 'c-returned');

    expect(await endsOf('complaint')).toEqual([
      'reassignment Event_Reassigned',
      'reassignment Event_Arbitrated',
      'sign-off Event_Signed',
      'publication Event_AnsweredInPublic',
      'complaint Event_Archived',
    ]);
  });
}
