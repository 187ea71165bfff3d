import { expect, test } from '@jest/globals';
import type { openModelEngine } from './model-engine.ts';

type Engine = Awaited<ReturnType<typeof openModelEngine>>;

/** The ways a request for more time can take through its diagram. */
export function extensionPaths(
  engine: () => Engine,
  endsOf: (processId: string) => Promise<readonly string[]>,
): void {
  const request = { claimed: true, regimeId: 'city', kind: 'done', granted: 0, percent: 100 };
  const asked = async (
    requestId: string,
    given: object,
    { extended = true, decided = true } = {},
  ) => {
    await engine().start(
      'extension-asked',
      { requestId },
      {
        'extension:open-request': [{ ...request, ...given }],
        'extension:grant-extension': [{ extended }],
        'extension:decline-extension': [{ decided }],
      },
    );
  };

  test('within the limit is decided by the office, and moves the clock', async () => {
    await asked('k-1:extension-1', {});

    expect(await engine().doTask('Task_DecideExtension', { decision: 'approved' })).toEqual({
      groups: ['office'],
      action: 'decide-extension',
    });
    expect(await endsOf('extension')).toEqual(['extension Event_Extended']);
  });

  test('that the office declines changes nothing', async () => {
    await asked('k-2:extension-1', {});

    await engine().doTask('Task_DecideExtension', { decision: 'declined' });

    expect(await endsOf('extension')).toEqual(['extension Event_Declined']);
    expect(engine().served.at(-1)).toBe('extension:decline-extension');
  });

  test('that comes to a clock which has ended has lapsed', async () => {
    await asked('k-3:extension-1', {}, { extended: false });

    await engine().doTask('Task_DecideExtension', { decision: 'approved' });

    expect(await endsOf('extension')).toEqual(['extension Event_Lapsed']);
  });

  test('whose clock ends before anybody decided is taken back from the office', async () => {
    await asked('k-4:extension-1', {});

    await engine().tell('extension-lapsed', 'k-4:extension-1');

    expect(await endsOf('extension')).toEqual(['extension Event_NothingToDecide']);
  });

  test.each([
    ['asked for a second time', { granted: 1, percent: 100 }],
    ['more than the rule gave at first', { percent: 101 }],
    ['for the first response', { kind: 'first-response', percent: 50 }],
    [
      'over half of a regime whose time is long',
      { regimeId: 'civil-defence-government', percent: 51 },
    ],
  ])('beyond the limit, %s, reaches nobody', async (what, given) => {
    await asked(`k-${what}:extension-1`, given, { decided: false });

    expect(await endsOf('extension')).toEqual(['extension Event_BeyondLimit']);
  });

  test('that another instance runs already ends at once', async () => {
    await asked('k-5:extension-1', { claimed: false });

    expect(await endsOf('extension')).toEqual(['extension Event_StartedTwice']);
  });
}
