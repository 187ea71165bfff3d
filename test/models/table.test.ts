import { describe, expect, test } from '@jest/globals';
import { checkTable } from '../../workers/models/table/check-table.ts';
import { readModels } from '../../workers/zeebe/lint/read-set.ts';
import { shippedSet } from '../support/shipped.ts';
import { someTable } from './some-table.ts';

const found = (given: Parameters<typeof someTable>[0]) =>
  checkTable(someTable(given)).map(({ rule, message }) => `${rule}: ${message}`);

describe('a gap', () => {
  test.each([
    ['texts', 'string', ['"a"', '"b"'], 'c = "other"'],
    ['numbers', 'number', ['< 5', '> 5'], 'c = 5'],
    ['numbers between', 'number', ['<= 5', '>= 6'], 'c = 5.5'],
    ['dates', 'date', ['< date("2026-05-01")', '> date("2026-05-01")'], 'c = 2026-05-01'],
    ['truths', 'boolean', ['true'], 'c = false'],
    ['times', 'time', ['< time("17:00:00")', '> time("17:00:00")'], 'c = 17:00:00'],
    [
      'moments',
      'dateTime',
      ['< date and time("2026-05-01T08:00:00Z")', '> date and time("2026-05-01T08:00:00Z")'],
      'c = 2026-05-01T08:00:00.000Z',
    ],
    ['what is not said', 'string', ['not("a", "b")'], 'c = "a"'],
    ['half-open ranges', 'number', ['< 1', '[1..3[', '> 3'], 'c = 3'],
  ])('in %s is told with an input that shows it', (_, type, cells, example) => {
    const rows = cells.map((cell) => [cell]);

    expect(found({ inputs: [`c:${type}`], rows })).toEqual([
      `table-gap: no row fits ${example}: the decision would have no result`,
    ]);
  });

  test('is none between two days that follow each other', () => {
    const rows = [['<= date("2026-05-01")'], ['>= date("2026-05-02")']];

    expect(found({ inputs: ['c:date'], rows })).toEqual([]);
  });

  test('is not told where several rows may answer', () => {
    expect(found({ hitPolicy: 'COLLECT', inputs: ['c:string'], rows: [['"a"']] })).toEqual([]);
  });
});

describe('an overlap', () => {
  test('is told where only one row may fit', () => {
    const rows = [
      ['"a"', '-'],
      ['-', '> 3'],
      ['not("a")', '<= 3'],
    ];

    expect(found({ inputs: ['t:string', 'n:number'], rows })).toContain(
      'table-overlap: rows 1 and 2 both fit t = "a", n = 4: only one may, the case would stall',
    );
  });

  test('is the point of a table read from the top', () => {
    const rows = [['"a"'], ['-']];

    expect(found({ hitPolicy: 'FIRST', inputs: ['t:string'], rows })).toEqual([]);
  });

  test('that says the same is none where any may answer', () => {
    const rows = [['"a"'], ['-']];
    const given = { hitPolicy: 'ANY', inputs: ['t:string'], rows } as const;

    expect(found({ ...given, outputs: ['1', '1'] })).toEqual([]);
    expect(found({ ...given, outputs: ['1', '2'] })).toEqual([
      expect.stringMatching(/^table-overlap: .*they say different things$/),
    ]);
  });
});

describe('a row never applies', () => {
  test('when the rows above take all that fits it, together', () => {
    const rows = [['< 5'], ['>= 5'], ['3']];

    expect(found({ hitPolicy: 'FIRST', inputs: ['n:number'], rows })).toEqual([
      'table-unreachable: row 3 never applies: what fits it is taken above, by row 1',
    ]);
    expect(
      found({ hitPolicy: 'FIRST', inputs: ['n:number'], rows: [['< 5'], ['>= 5'], ['-']] }),
    ).toEqual(['table-unreachable: row 3 never applies: what fits it is taken above, by row 1, 2']);
  });

  test.each(['[5..3]', 'not(-)', '"text"', ']3..3['])('when nothing fits its cell «%s»', (cell) => {
    const rows = [[cell], ['-']];

    expect(found({ hitPolicy: 'FIRST', inputs: ['n:number'], rows })).toEqual([
      'table-unreachable: row 1 never applies: nothing fits its cell under «n»',
    ]);
  });
});

describe('what cannot be judged', () => {
  test('is named, and nothing is claimed that depends on it', () => {
    const rows = [['starts with(?, "a")'], ['"b"']];

    expect(found({ inputs: ['t:string'], rows })).toEqual([
      'table-undecided: row 1 cannot be judged here: gaps and overlaps that depend on it are not told',
    ]);
  });

  test('does not hide what is certain besides', () => {
    const rows = [
      ['starts with(?, "a")', '"x"'],
      ['"b"', '"y"'],
      ['"b"', '"y"'],
    ];

    expect(found({ inputs: ['t:string', 'u:string'], rows })).toEqual([
      expect.stringMatching(/^table-overlap: rows 2 and 3 /),
      expect.stringMatching(/^table-gap: /),
      expect.stringMatching(/^table-undecided: row 1 /),
    ]);
  });

  test('of a table with thousands of cells is said within a moment', () => {
    const inputs = Array.from({ length: 12 }, (_, at) => `c${at}:number`);
    const rows = Array.from({ length: 400 }, (_, row) =>
      inputs.map((_, at) =>
        (row + at) % 3 === 0 ? '-' : `[${(row * 7 + at) % 90}..${((row * 7 + at) % 90) + 30}]`,
      ),
    );
    const begun = performance.now();

    checkTable(someTable({ hitPolicy: 'FIRST', inputs, rows }));

    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

test('no shipped table has a gap, an overlap or a row that never applies', async () => {
  const { decisions } = await readModels(await shippedSet());

  expect(decisions.length).toBeGreaterThan(5);
  expect(decisions.flatMap(({ decision }) => checkTable(decision))).toEqual([]);
});
