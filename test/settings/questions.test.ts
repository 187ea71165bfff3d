import { describe, expect, test } from '@jest/globals';
import { answerProblems, keepAnswers } from '../../processes/settings/questions.ts';
import { buildQuestion, options } from './build-settings.ts';

const choice = buildQuestion({ kind: 'choice', choices: options });

describe('an answer', () => {
  test.each([
    [buildQuestion({ required: true }), '', 'REQUIRED'],
    [buildQuestion(), '', null],
    [buildQuestion(), '灯'.repeat(200), null],
    [buildQuestion(), '灯'.repeat(201), 'TOO_LONG'],
    [buildQuestion({ kind: 'long-text' }), '灯\n'.repeat(900), null],
    [buildQuestion({ kind: 'date' }), '2026-11-20', null],
    [buildQuestion({ kind: 'date' }), '2026-02-30', 'NOT_A_DATE'],
    [buildQuestion({ kind: 'date' }), '昨天', 'NOT_A_DATE'],
    [buildQuestion({ kind: 'number' }), '-2.5', null],
    [buildQuestion({ kind: 'number' }), 'three', 'NOT_A_NUMBER'],
    [choice, 'c2', null],
    [choice, '一直不亮', 'NOT_A_CHOICE'],
  ])('to %j of %j: %s', (question, answer, code) => {
    const found = answerProblems([question], { q1: answer }, true);

    expect(found.map((one) => one.code)).toEqual(code === null ? [] : [code]);
  });

  test('to no question is refused', () => {
    expect(answerProblems([], { q9: 'x' }, true)).toEqual([
      { id: 'q9', code: 'UNKNOWN_FIELD', max: 0 },
    ]);
  });

  test('need not be there when a clerk takes down a call', () => {
    expect(answerProblems([buildQuestion({ required: true })], {}, false)).toEqual([]);
  });

  test('is kept with its question as it was asked; what was left out is not', () => {
    const questions = [choice, buildQuestion({ id: 'q2', zh: '几盏？', en: '', kind: 'number' })];

    expect(keepAnswers(questions, { q1: 'c1', q2: '3' })).toEqual([
      {
        id: 'q1',
        question: { zh: '哪一盏灯？', en: 'Which lamp?' },
        answer: { zh: '一直不亮', en: 'Never on' },
      },
      { id: 'q2', question: { zh: '几盏？', en: '' }, answer: { zh: '3', en: '' } },
    ]);
    expect(keepAnswers(questions, { q1: '' })).toEqual([]);
  });
});
