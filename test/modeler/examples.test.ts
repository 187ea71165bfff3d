import { describe, expect, test } from '@jest/globals';
import {
  cellOf,
  readExamples,
  withNew,
  withValue,
  writeExamples,
} from '../../modeler/scenario/examples.ts';
import { shipped } from '../support/shipped.ts';

const one = { name: '一例', inputs: { topic: 'health', area: null }, expect: { amount: 8 } };

describe('the examples of a decision as they are edited', () => {
  test('every shipped file is read, and written as it was', async () => {
    const files = await Promise.all(
      ['pre-check', 'regime', 'routing'].map((name) => shipped(`complaint/${name}.scenario.json`)),
    );

    for (const content of files) {
      const read = readExamples(content);
      expect(read === null ? null : JSON.parse(writeExamples(read.file))).toEqual(
        JSON.parse(content),
      );
    }
  });

  test.each([
    ['web', 'web'],
    [8, '8'],
    ['8', '"8"'],
    [true, 'true'],
    [null, 'null'],
    ['', '""'],
    [undefined, ''],
  ])('what is typed for %p reads as the same again', (value, cell) => {
    expect(cellOf(value)).toBe(cell);
    const typed = withValue(one, { part: 'expect', name: 'amount', cell });
    expect(typed.expect.amount).toEqual(value);
  });

  test('an input without a value is none, an output without one may be anything', () => {
    const typed = withValue(one, { part: 'inputs', name: 'topic', cell: ' ' });
    const free = withValue(one, { part: 'expect', name: 'amount', cell: '' });

    expect(typed.inputs).toEqual({ topic: null, area: null });
    expect(free.expect).toEqual({});
  });

  test('a new example says every input', () => {
    const file = { name: '例', decision: 'Decision_Routing', cases: [one] };

    expect(withNew(file, ['topic', 'area'], '二例').cases[1]).toEqual({
      name: '二例',
      inputs: { topic: null, area: null },
      expect: {},
    });
  });

  test('another text is no file of examples', () => {
    expect(readExamples('{"name":"x"}')).toBeNull();
  });
});
