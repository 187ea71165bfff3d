import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

/** A closed case that was drawn, by every way looking back at it can end. */
export function lookBackPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const drawn = (lookBackId: string, claimed = true) =>
    engine().start(
      'look-back-drawn',
      { lookBackId, regimeId: 'city' },
      { 'look-back:open-look-back': [{ claimed, until: engine().inDays(1) }] },
    );

  test.each([
    ['settled', 'Event_Settled'],
    ['not-settled', 'Event_Anew'],
    ['not-reached', 'Event_NotReached'],
  ])('is found %s', async (result, end) => {
    await drawn(`l-${result}:look-back`);

    expect(await engine().doTask('Task_LookBack', { result })).toEqual({
      groups: ['office', 'supervision'],
      action: 'look-back',
    });
    expect(await endsOf('look-back')).toEqual([`look-back ${end}`]);
    expect(engine().served.at(-1)).toBe('look-back:close-look-back');
  });

  test('that another instance holds ends at once', async () => {
    await drawn('l-2:look-back', false);

    expect(await endsOf('look-back')).toEqual(['look-back Event_StartedTwice']);
  });
}
