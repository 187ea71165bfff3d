import { expect, test } from '@jest/globals';
import type { Answers, ModelEngine } from './model-engine.ts';

const opened: Answers = {
  'complaint:open-case': [
    {
      ...{ claimed: true, channel: 'web', topic: 'urban-rural-construction', area: null },
      receivedAt: '2026-11-20T08:00:00.000Z',
    },
  ],
};

/** A case whose lead unit waits for the parts of others. */
export function contributionPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  async function assigned(caseId: string) {
    const { start, doTask } = engine();
    const contributions = [
      { id: `${caseId}:contribution-1`, unitId: 'U-huanbao' },
      { id: `${caseId}:contribution-2`, unitId: 'U-jiaotong' },
    ];
    await start(
      'complaint-received',
      { caseId },
      { ...opened, 'complaint:ask-contributions': [{ contributions }] },
    );
    await doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    const contributors = contributions.map(({ unitId }) => unitId);
    await doTask('Task_Assign', { unitId: 'U-shizheng', contributors });
  }

  test('goes to the proposal when all are in or released, one that was added among them', async () => {
    const { doTask, tell } = engine();
    await assigned('c-joint');

    const asked = [await doTask('Task_Contribute', {})];
    await tell('contribution-added', 'c-joint', {
      ...{ addedId: 'c-joint:contribution-3', addedUnitId: 'U-minzheng' },
    });
    const all = ['U-huanbao', 'U-jiaotong'];
    const first = asked[0]?.groups[0]?.replace('unit-handler@', '') ?? '';
    await tell('contribution-withdrawn', `c-joint:contribution-${2 - all.indexOf(first)}`);
    expect(asked[0]).toMatchObject({ action: 'contribute' });
    expect(all).toContain(first);
    const added = await doTask('Task_Contribute', {}, 'unit-handler@U-minzheng');
    expect(added.groups).toEqual(['unit-handler@U-minzheng']);
    expect((await doTask('Task_Propose', { disposal: 'handle', weight: 'simple' })).groups).toEqual(
      ['unit-handler@U-shizheng'],
    );
    await tell('complaint-withdrawn', 'c-joint');

    expect((await endsOf('complaint')).toSorted()).toEqual([
      'complaint Event_AddedDone',
      'complaint Event_JointDone',
      'complaint Event_Withdrawn',
      'contribution Event_Contributed',
      'contribution Event_Contributed',
      'contribution Event_NoLongerAsked',
    ]);
  });

  test('goes on without the rest when the lead unit decides so', async () => {
    const { doTask, tell } = engine();
    await assigned('c-alone-on');

    await doTask('Task_Contribute', {});
    await tell('contributions-closed', 'c-alone-on');
    await doTask('Task_Propose', { disposal: 'handle', weight: 'simple' });
    await tell('complaint-withdrawn', 'c-alone-on');

    expect(await endsOf('complaint')).toContain('complaint Event_Withdrawn');
  });
}
