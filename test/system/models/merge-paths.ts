import { expect, test } from '@jest/globals';
import type { openModelEngine } from './model-engine.ts';

type Engine = Awaited<ReturnType<typeof openModelEngine>>;
const day = 86_400_000;

/** The ways a case that joined another one can take. */
export function mergePaths(
  engine: () => Engine,
  endsOf: (processId: string) => Promise<readonly string[]>,
): void {
  const merged = (caseId: string, state = 'waiting', outcome = 'answered') =>
    engine().start(
      'cases-merged',
      { mergeId: `${caseId}:merge-1` },
      {
        'merge:open-merge': [{ state, caseId }],
        'merge:settle-follower': [{ outcome }],
      },
    );

  test('is answered with its lead, rated and archived', async () => {
    await merged('m-rated');

    await engine().tell('lead-settled', 'm-rated:merge-1');
    await engine().servedTimes('merge:settle-follower', 1);
    await engine().tell('complaint-rated', 'm-rated');

    expect(await endsOf('merge')).toEqual(['merge Event_Archived']);
    expect(engine().served.at(-1)).toBe('merge:archive-follower');
  });

  test('whose lead was answered before the instance began is answered at once, and archived after fifteen days', async () => {
    await merged('m-late', 'settled');

    await engine().servedTimes('merge:settle-follower', 2);
    await engine().passTime(15 * day);

    expect(await endsOf('merge')).toEqual(['merge Event_Archived']);
  });

  test('whose lead ended without an answer is handled by itself again', async () => {
    await merged('m-released', 'waiting', 'released');

    await engine().tell('lead-settled', 'm-released:merge-1');

    expect(await endsOf('merge')).toEqual(['merge Event_Released']);
  });

  test('that is taken out again ends', async () => {
    await merged('m-undone');

    await engine().tell('merge-undone', 'm-undone:merge-1');

    expect(await endsOf('merge')).toEqual(['merge Event_Undone']);
  });

  test.each([
    ['was taken out before the instance began', 'undone', 'answered'],
    ['is taken out while its answer is on the way', 'settled', 'undone'],
  ])('that %s ends the same way', async (what, state, outcome) => {
    await merged(`m-${what}`, state, outcome);

    expect(await endsOf('merge')).toEqual(['merge Event_Undone']);
  });

  test('that another instance runs already ends at once', async () => {
    await merged('m-twice', 'duplicate');

    expect(await endsOf('merge')).toEqual(['merge Event_StartedTwice']);
  });
}
