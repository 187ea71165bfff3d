import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;

/** A matter that was taken upward, by every way it can end. */
export function recoursePaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const seek = (recourseId: string, claimed = true) =>
    engine().start(
      'recourse-sought',
      { recourseId, regimeId: 'city' },
      { 'recourse:open-recourse': [{ claimed, until: engine().inDays(60) }] },
    );

  test('is decided by the superior body: the answer stands', async () => {
    await seek('u-1:recourse');

    expect(await engine().doTask('Task_DecideRecourse', { decision: 'upheld' })).toEqual({
      groups: ['superior'],
      action: 'decide-recourse',
    });
    expect(await endsOf('recourse')).toEqual(['recourse Event_Upheld']);
    expect(engine().served.at(-1)).toBe('recourse:close-recourse');
  });

  test('is decided: the matter is handled anew', async () => {
    await seek('u-2:recourse');

    await engine().doTask('Task_DecideRecourse', { decision: 'anew' });

    expect(await endsOf('recourse')).toEqual(['recourse Event_Anew']);
  });

  test('that nobody decides in time is reminded of, and can be decided still', async () => {
    await seek('u-3:recourse');
    await engine().passTime(61 * day);
    await engine().servedTimes('recourse:remind-superior', 1);

    await engine().doTask('Task_DecideRecourse', { decision: 'upheld' });

    expect(await endsOf('recourse')).toEqual(['recourse Event_Reminded', 'recourse Event_Upheld']);
  });

  test('that another instance holds ends at once', async () => {
    await seek('u-4:recourse', false);

    expect(await endsOf('recourse')).toEqual(['recourse Event_StartedTwice']);
  });
}
