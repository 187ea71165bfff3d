import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;

/** A question to the citizen, by every way it can end. */
export function questionPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const ask = (questionId: string, put = true) =>
    engine().start(
      'question-asked',
      { questionId, regimeId: 'city' },
      { 'question:put-question': [{ put, until: put ? engine().inDays(10) : null }] },
    );

  test('is answered', async () => {
    await ask('q-1');
    await engine().tell('question-answered', 'q-1');

    expect(await endsOf('question')).toEqual(['question Event_AnswerKept']);
  });

  test('is taken back', async () => {
    await ask('q-2');
    await engine().tell('question-closed', 'q-2');

    expect(await endsOf('question')).toEqual(['question Event_Closed']);
  });

  test('is not waited for longer than its limit', async () => {
    await ask('q-3');
    await engine().passTime(11 * day);

    expect(await endsOf('question')).toEqual(['question Event_Lapsed']);
    expect(engine().served.at(-1)).toBe('question:lapse-question');
  });

  test('that another instance put ends at once', async () => {
    await ask('q-4', false);

    expect(await endsOf('question')).toEqual(['question Event_NotPut']);
  });
}
