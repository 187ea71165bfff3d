import { describe, expect, test } from '@jest/globals';
import { choicesOf, isChosen, withChoice } from '../../modeler/decision/column-choices.ts';

const known = {
  word: (kind: string, word: string | null | undefined) => `${kind}/${word ?? ''}`,
  yesNo: ['是', '否'] as const,
  units: [{ id: 'U-weijian', name: '卫生健康委' }],
  variables: { weight: ['simple'] },
};
const column = (variable: string, type = 'string') => ({
  ...{ id: 'Column', label: variable, variable, type, isInput: true },
});

describe('what a column may hold', () => {
  test('a topic is one of the topics, by its word', () => {
    expect(choicesOf(column('topic'), known)).toContainEqual({
      text: '"health"',
      label: 'topic/health',
    });
  });

  test('a unit is one of the house, by its name', () => {
    expect(choicesOf(column('unitId'), known)).toEqual([
      { text: '"U-weijian"', label: '卫生健康委' },
    ]);
  });

  test('a truth is yes or no, whatever the column is called', () => {
    expect(choicesOf(column('publishes', 'boolean'), known).map(({ text }) => text)).toEqual([
      'true',
      'false',
    ]);
  });

  test('a variable the running set knows has the values it knows', () => {
    expect(choicesOf(column('weight'), known)).toEqual([
      { text: '"simple"', label: 'weight/simple' },
    ]);
  });

  test('anything else may be written freely', () => {
    expect(choicesOf(column('area'), known)).toEqual([]);
  });
});

describe('a value pressed', () => {
  test.each([
    ['', '"a"', true, '"a"'],
    ['"a"', '"b"', true, '"a", "b"'],
    ['"a", "b"', '"a"', true, '"b"'],
    ['"a, b"', '"c"', true, '"a, b", "c"'],
    ['> 3', '"a"', true, '"a"'],
    ['"a"', '"b"', false, '"b"'],
    ['"a"', '"a"', false, ''],
  ])('on «%s»: %s (input: %s) makes «%s»', (text, choice, isInput, expected) => {
    expect(withChoice(text, choice, isInput)).toBe(expected);
  });

  test('a comma inside a text is no border between values', () => {
    expect(isChosen('"a, b"', '"a, b"')).toBe(true);
  });
});
