import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const past = '2026-01-01T00:00:00.000Z';
const calling = (attempt: number, until: string) => ({ state: 'calling', attempt, until });
const ended = (state: string) => ({ state, attempt: 99, until: null });

/** The ways a call of somebody on duty can end. */
export function dutyCallPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<readonly string[]>,
): void {
  const call = (callId: string, answers: readonly Readonly<Record<string, unknown>>[]) =>
    engine().start(
      'duty-call-began',
      { callId, attempt: 1, role: 'duty-leader' },
      { 'duty-call:call': [...answers] },
    );

  test('is answered while it waits', async () => {
    await call('d-1:call', [calling(2, engine().inDays(1)), ended('answered')]);
    await engine().tell('duty-call-answered', 'd-1:call');

    expect(await endsOf('duty-call')).toEqual(['duty-call Event_Answered']);
  });

  test('goes from turn to turn until the rule calls nobody else', async () => {
    await call('d-2:call', [calling(2, past), calling(3, past), ended('silent')]);

    expect(await endsOf('duty-call')).toEqual(['duty-call Event_Silent']);
  });

  test('that another instance makes ends at once', async () => {
    await call('d-3:call', [ended('duplicate')]);

    expect(await endsOf('duty-call')).toEqual(['duty-call Event_StartedTwice']);
  });
}
