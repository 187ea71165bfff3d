import { describe, expect, test } from '@jest/globals';
import { formFields, line, lines } from '../../api/text.ts';

describe('texts people type', () => {
  test('keep their lines, with one kind of break and nothing around', () => {
    expect(lines(100).parse('  一\r\n二\r三\n\n四\t五  ')).toBe('一\n二\n三\n\n四\t五');
  });

  test.each(['\u0000', '\u001b[2J', '\ud800', '\u2028', '\u0085'])('refuse %j', (sign) => {
    expect(lines(100).safeParse(`a${sign}b`).success).toBe(false);
  });

  test('take every script and every whole sign', () => {
    const text = '龘 𠮷 👨‍👩‍👧 مرحبا Ελλάδα';

    expect(lines(100).parse(text)).toBe(text);
  });

  test('of one line have no break', () => {
    expect(line(100).safeParse('一\n二').success).toBe(false);
  });
});

describe('what a form collects', () => {
  test.each([
    ['a number beyond what is exact', { amount: 2 ** 53 + 2 }],
    ['a name that is a path', { 'a.b': 1 }],
    ['a name that is an operator', { $set: 1 }],
    ['a nest of objects', { a: { b: { c: 1 } } }],
    ['a broken sign', { a: '\ud800' }],
    ['a broken sign in a list', { a: [{ b: '\u0000' }] }],
    ['too many fields', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, 1]))],
  ])('is refused with %s', (_what, fields) => {
    expect(formFields.safeParse(fields).success).toBe(false);
  });

  test('takes texts, choices, numbers, dates and lists of them', () => {
    const fields = { a: '文', b: true, c: 3.5, d: null, e: ['x', 'y'], f: [{ g: '2026-11-22' }] };

    expect(formFields.parse(fields)).toEqual(fields);
  });
});
