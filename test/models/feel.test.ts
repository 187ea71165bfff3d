import { describe, expect, test } from '@jest/globals';
import { written } from '../../workers/models/arithmetic.ts';
import { feelFinding } from '../../workers/models/feel.ts';
import { repeatsRepetition } from '../../workers/models/pattern.ts';
import { readModels } from '../../workers/zeebe/lint/read-set.ts';
import { shippedSet } from '../support/shipped.ts';

const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`;

describe('an expression is refused when', () => {
  test.each([
    ['it counts to a thousand million', 'for i in 1..1000000000 return i'],
    ['it counts backwards', 'for i in 100000..1 return i'],
    ['what it counts to is put together', 'for i in 1..10**9 return i'],
    ['what it counts to is hidden in brackets', 'for i in 1..(1000*(1000+0)) return i'],
    ['two loops multiply', 'for i in 1..1000, j in 1..1000 return i'],
    ['a loop is inside a loop', 'for i in 1..1000 return for j in 1..1000 return j'],
    ['some of very many are asked', 'some i in 1..1000000 satisfies i > 5'],
    ['it is nested too deep', nested(51)],
    ['lists are nested too deep', `${'['.repeat(60)}${']'.repeat(60)}`],
    ['conditions are nested too deep', `${'if a then b else '.repeat(60)}c`],
    ['a text is very long', `"${'x'.repeat(3000)}"`],
    ['it is very long', Array.from({ length: 2100 }, () => '1').join('+')],
    ['a pattern repeats a repetition', 'matches(subject, "(a+)+$")'],
    ['a pattern is only known later', 'replace(subject, pattern, "x")'],
  ])('%s', (_, expression) => {
    expect(feelFinding(expression, 'expression')).toMatchObject({ rule: 'feel-bomb' });
  });

  test.each(['1 +', 'if a then', 'not(claimed', '"open', 'a b c )'])(
    '«%s» cannot be read',
    (text) => {
      expect(feelFinding(text, 'expression')).toMatchObject({ rule: 'feel-syntax' });
    },
  );

  test('a cell counts to a thousand million', () => {
    expect(feelFinding('count(for i in 1..1000000000 return i) > ?', 'cell')).toMatchObject({
      rule: 'feel-bomb',
    });
  });
});

describe('an expression may pass', () => {
  test.each([
    'for i in 1..100 return i',
    'for one in units return one.id',
    nested(40),
    'matches(subject, "^[a-z]+-\\\\d{4}$")',
    'if tier.scope = "unit" then [tier.role + "@" + unitId] else [tier.role]',
    'date and time(nextAt) <= now() + duration("PT30S")',
    '{unitId: routedUnitId}',
    'string join(["a", "b"], ",")',
  ])('«%s»', (expression) => {
    expect(feelFinding(expression, 'expression')).toBeNull();
  });

  test.each(['-', '', '"a","b"', 'not("a")', '[1..5]', '< 3', '? > 3', 'date("2026-01-01")'])(
    'in a cell: «%s»',
    (cell) => {
      expect(feelFinding(cell, 'cell')).toBeNull();
    },
  );

  test('in every cell that is shipped', async () => {
    const { decisions } = await readModels(await shippedSet());
    const rules = decisions.flatMap(({ decision }) => decision.rules);
    const found = rules.flatMap(({ inputs, outputs }) => [
      ...inputs.flatMap((cell) => feelFinding(cell, 'cell') ?? []),
      ...outputs.flatMap((cell) => feelFinding(cell, 'expression') ?? []),
    ]);

    expect(rules.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });
});

test.each([
  ['2 + 3 * 4', 14],
  ['(2 + 3) * 4', 20],
  ['10 ** 3', 1000],
  ['-5 + 6', 1],
  ['8 / 2', 4],
  ['a + 1', null],
  ['1 +', null],
  ['', null],
])('«%s» is written out as %s', (text, value) => {
  expect(written(text)).toBe(value);
});

test.each([
  ['(a+)+', true],
  ['(a*)*b', true],
  ['((ab)+c)*', true],
  ['(a|b{2,}){3,}', true],
  ['([a-z]+)*', true],
  ['(?:x?)+', true],
  ['a+b+', false],
  ['(ab)+', false],
  ['[+*]+(x)', false],
  ['\\(a+\\)+', false],
  ['(a+)(b+)', false],
])('the pattern «%s» repeats a repetition: %s', (pattern, answer) => {
  expect(repeatsRepetition(pattern)).toBe(answer);
});
