import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

/** What an answer promised, by every way it can end. */
export function promisePaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const made = (promiseId: string, claimed = true) =>
    engine().start(
      'promise-made',
      { promiseId, unitId: 'U-shizheng', regimeId: 'city' },
      { 'promise:open-promise': [{ claimed, until: engine().inDays(1) }] },
    );

  test('is reported done, returned once, and goes out as the second answer', async () => {
    await made('p-1:promise');

    expect(await engine().doTask('Task_FulfilPromise', {})).toEqual({
      groups: ['unit-handler@U-shizheng'],
      action: 'fulfil-promise',
    });
    expect(await engine().doTask('Task_ConfirmPromise', { decision: 'returned' })).toEqual({
      groups: ['unit-deputy@U-shizheng'],
      action: 'confirm-promise',
    });
    await engine().doTask('Task_FulfilPromise', {});
    await engine().doTask('Task_ConfirmPromise', { decision: 'approved' });

    expect(await endsOf('promise')).toEqual(['promise Event_Kept']);
    expect(engine().served.at(-1)).toBe('promise:close-promise');
  });

  test('that another instance holds ends at once', async () => {
    await made('p-2:promise', false);

    expect(await endsOf('promise')).toEqual(['promise Event_StartedTwice']);
  });
}
