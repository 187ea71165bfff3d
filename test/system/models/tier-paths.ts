import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;

/** A case at a unit below, by every way it can end there. */
export function tierPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const assign = (stationId: string, { claimed = true, received = false } = {}) =>
    engine().start(
      'assigned-down',
      { stationId, unitId: 'U-donghu', regimeId: 'city', depth: 1 },
      { 'tier:open-station': [{ claimed, received, dueAt: engine().inDays(8) }] },
    );
  const groups = ['unit-handler@U-donghu'];

  test('is received and answered up', async () => {
    await assign('t-1:station-1');

    expect(await engine().doTask('Task_ReceiveDown', {})).toEqual({
      groups,
      action: 'receive-down',
    });
    expect(await engine().doTask('Task_AnswerUp', {})).toEqual({ groups, action: 'answer-up' });
    expect(await endsOf('tier')).toEqual(['tier Event_AnsweredUp']);
    expect(engine().served.at(-1)).toBe('tier:tell-above');
  });

  test('that comes back need not be received again; a late answer is reminded of and still comes', async () => {
    await assign('t-2:station-2', { received: true });
    await engine().passTime(9 * day);
    await engine().servedTimes('tier:remind-unit', 1);

    await engine().doTask('Task_AnswerUp', {});

    expect(await endsOf('tier')).toEqual(['tier Event_Reminded', 'tier Event_AnsweredUp']);
  });

  test('that ends meanwhile leaves nothing to be done', async () => {
    await assign('t-3:station-1');
    await engine().tell('station-closed', 't-3:station-1');

    expect(await endsOf('tier')).toEqual(['tier Event_Closed']);
  });

  test('that another instance holds ends at once', async () => {
    await assign('t-4:station-1', { claimed: false });

    expect(await endsOf('tier')).toEqual(['tier Event_StartedTwice']);
  });
}
