import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;

/** A case that another institution gets: found by a unit, and its receipt awaited. */
export function handoverPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const opened = { claimed: true, channel: 'web', topic: 'environment', area: null };

  test('ends when the office finds that no unit is competent', async () => {
    const { start, doTask } = engine();
    await start(
      'complaint-received',
      { caseId: 'c-transferred' },
      {
        'complaint:open-case': [{ ...opened, receivedAt: '2026-11-20T08:00:00.000Z' }],
        'reassignment:count-returns': [{ returns: 1 }],
      },
    );
    await doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    await doTask('Task_Assign', { unitId: 'U-shizheng' });
    await doTask('Task_Propose', { disposal: 'return', returnGround: 'other-institution' });
    await doTask('Task_Reassign', { outcome: 'other-body' });

    expect(await endsOf('complaint')).toEqual([
      'reassignment Event_Transferred',
      'complaint Event_HandedOver',
    ]);
  });

  test('is received by the other one, after the office was reminded', async () => {
    const say = { 'handover:open-handover': [{ claimed: true, remindAt: engine().inDays(2) }] };
    await engine().start('handover-begun', { handoverId: 'h-1' }, say);
    await engine().passTime(3 * day);
    await engine().servedTimes('handover:remind-receipt', 1);

    expect(await engine().doTask('Task_Receipt', {})).toEqual({
      groups: ['office'],
      action: 'receive-handover',
    });
    expect(await endsOf('handover')).toEqual([
      'handover Event_Reminded',
      'handover Event_Received',
    ]);
  });

  test('that another instance holds ends at once', async () => {
    const say = { 'handover:open-handover': [{ claimed: false, remindAt: engine().inDays(2) }] };
    await engine().start('handover-begun', { handoverId: 'h-2' }, say);

    expect(await endsOf('handover')).toEqual(['handover Event_StartedTwice']);
  });
}
