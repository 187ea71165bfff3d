import { describe, expect, test } from '@jest/globals';
import { readDictionaries } from '../../api/language.ts';
import { definitions, figureIds } from '../../processes/figures/definitions.ts';
import { rhythms } from '../../processes/figures/rhythm.ts';
import { dimensions } from '../../processes/figures/survey.ts';

const [zh, en] = [readDictionaries('zh').figures, readDictionaries('en').figures];

function entriesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => entriesOf(inner, `${path}.${key}`));
}
const keysOf = (value: unknown) => entriesOf(value).map(([key]) => key);
const valuesIn = (words: string) =>
  [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe('the words of figures and reports', () => {
  test('have equal keys in both languages, and none is empty', () => {
    expect(keysOf(en)).toEqual(keysOf(zh));
    expect([...entriesOf(zh), ...entriesOf(en)].filter(([, words]) => words === '')).toEqual([]);
  });

  test('fill in the same values in both languages, dates aside', () => {
    const english = new Map(entriesOf(en));
    const differing = entriesOf(zh).filter(
      ([key, words]) =>
        !key.startsWith('.period.') &&
        valuesIn(words).join() !== valuesIn(english.get(key) ?? '').join(),
    );

    expect(differing).toEqual([]);
  });

  test('define every figure: numerator, denominator, period rule', () => {
    const wanted = figureIds.flatMap((id) =>
      ['name', 'top', 'bottom'].map((part) => `.figure.${id}.${part}`),
    );
    const rules = figureIds.map((id) => `.rule.${definitions[id].rule}`);
    const names = [
      ...rhythms.map((one) => `.rhythm.${one}`),
      ...dimensions.map((one) => `.dimension.${one}`),
    ];

    expect(keysOf(zh)).toEqual(expect.arrayContaining([...wanted, ...rules, ...names]));
  });
});
