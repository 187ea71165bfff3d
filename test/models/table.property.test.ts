import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTable, type TableFinding } from '../../workers/models/table/check-table.ts';
import { someTable } from './some-table.ts';

type Value = string | number | boolean;

/** A cell as it is written, and what it means: told by the test itself, not by the code under test. */
interface Cell {
  readonly text: string;
  readonly fits: (value: Value) => boolean;
}

interface Kind {
  readonly type: string;
  /** Inputs that stand for all others. */
  readonly samples: readonly Value[];
  readonly cell: fc.Arbitrary<Cell>;
}

const any: Cell = { text: '-', fits: () => true };
const not = ({ text, fits }: Cell): Cell => ({ text: `not(${text})`, fits: (one) => !fits(one) });
const either = (cells: readonly Cell[]): Cell => ({
  text: cells.map(({ text }) => text).join(', '),
  fits: (one) => cells.some(({ fits }) => fits(one)),
});
/** A list of tests, some of it turned round, or none at all. */
const cellOf = (one: fc.Arbitrary<Cell>) =>
  fc.oneof(
    fc.constant(any),
    fc.array(one, { minLength: 1, maxLength: 3 }).map(either),
    fc.array(one, { minLength: 1, maxLength: 2 }).map((cells) => not(either(cells))),
  );

const word = fc.constantFrom('a', 'b', 'c');
const texts: Kind = {
  type: 'string',
  samples: ['a', 'b', 'c', 'other'],
  cell: cellOf(word.map((text) => ({ text: `"${text}"`, fits: (one) => one === text }))),
};
const truths: Kind = {
  type: 'boolean',
  samples: [true, false],
  cell: cellOf(
    fc.boolean().map((truth) => ({ text: String(truth), fits: (one) => one === truth })),
  ),
};

/** Places on a line: written in a cell as `say` writes them, sampled at every place and between. */
function line(
  type: string,
  samples: readonly Value[],
  say: (place: number) => string,
  at: (value: Value) => number,
): Kind {
  const place = fc.integer({ min: 1, max: 5 });
  const compared = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), place)
    .map(([sign, end]): Cell => {
      const holds = (one: number) =>
        sign === '<'
          ? one < end
          : sign === '<='
            ? one <= end
            : sign === '>'
              ? one > end
              : one >= end;
      return { text: `${sign} ${say(end)}`, fits: (value) => holds(at(value)) };
    });
  const range = fc
    .tuple(place, place, fc.constantFrom('[', ']', '('), fc.constantFrom(']', '[', ')'))
    .map(([one, other, open, close]): Cell => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const above = (value: number) => (open === '[' ? value >= low : value > low);
      const below = (value: number) => (close === ']' ? value <= high : value < high);
      return {
        text: `${open}${say(low)}..${say(high)}${close}`,
        fits: (value) => above(at(value)) && below(at(value)),
      };
    });
  const equal = place.map((one): Cell => ({ text: say(one), fits: (value) => at(value) === one }));
  return { type, samples, cell: cellOf(fc.oneof(compared, range, equal)) };
}

const numbers = line(
  'number',
  Array.from({ length: 13 }, (_, at) => at / 2),
  String,
  Number,
);
const day = (place: number) => `2026-05-0${place + 1}`;
const dates = line(
  'date',
  Array.from({ length: 7 }, (_, at) => day(at)),
  (place) => `date("${day(place)}")`,
  (value) => Number(String(value).slice(-2)) - 1,
);

const kinds = fc.array(fc.constantFrom(texts, truths, numbers, dates), {
  minLength: 1,
  maxLength: 3,
});
const table = kinds.chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.tuple(...columns.map(({ cell }) => cell)), { minLength: 1, maxLength: 5 }),
    hitPolicy: fc.constantFrom('UNIQUE', 'FIRST'),
  }),
);

function everyInput(columns: readonly Kind[]): Value[][] {
  return columns.reduce<Value[][]>(
    (inputs, { samples }) => inputs.flatMap((input) => samples.map((one) => [...input, one])),
    [[]],
  );
}

type Row = readonly Cell[];
const fitsRow = (row: Row, input: readonly Value[]) =>
  row.every(({ fits }, at) => {
    const value = input[at];
    return value !== undefined && fits(value);
  });

/** The input a finding shows, read back from its words. */
function exampleIn(message: string, columns: readonly Kind[]): Value[] {
  return columns.map(({ type }, at) => {
    const text = new RegExp(`c${at} = ("[^"]*"|[\\d.-]+|true|false)`).exec(message)?.[1] ?? '';
    if (type === 'string') return text.slice(1, -1);
    if (type === 'boolean') return text === 'true';
    return type === 'number' ? Number(text) : text;
  });
}

const rowsOf = (findings: readonly TableFinding[], rule: TableFinding['rule']) =>
  findings.filter((one) => one.rule === rule).map(({ rows }) => rows);

test('what is told of a table is what trying every input shows', () => {
  fc.assert(
    fc.property(table, ({ columns, rows, hitPolicy }) => {
      const inputs = everyInput(columns);
      const fitting = inputs.map((input) =>
        rows.flatMap((row, at) => (fitsRow(row, input) ? [at + 1] : [])),
      );
      const findings = checkTable(
        someTable({
          hitPolicy,
          inputs: columns.map(({ type }, at) => `c${at}:${type}`),
          rows: rows.map((row) => row.map(({ text }) => text)),
        }),
      );

      // Nothing was left undecided: every cell here is of a kind that is judged.
      expect(rowsOf(findings, 'table-undecided')).toEqual([]);

      const gap = findings.find(({ rule }) => rule === 'table-gap');
      expect(gap !== undefined).toBe(fitting.some((numbersOf) => numbersOf.length === 0));
      if (gap !== undefined) {
        const input = exampleIn(gap.message, columns);
        expect(rows.filter((row) => fitsRow(row, input))).toEqual([]);
      }

      const pairs = rows.flatMap((_, at) =>
        rows.slice(0, at).map((_, before) => [before + 1, at + 1]),
      );
      const both = pairs.filter((pair) =>
        fitting.some((one) => pair.every((row) => one.includes(row))),
      );
      expect(rowsOf(findings, 'table-overlap')).toEqual(hitPolicy === 'UNIQUE' ? both : []);

      const answering = fitting.flatMap((one) => (hitPolicy === 'FIRST' ? one.slice(0, 1) : one));
      const never = rows.flatMap((_, at) => (answering.includes(at + 1) ? [] : [at + 1]));
      expect(rowsOf(findings, 'table-unreachable').map(([row]) => row)).toEqual(never);
    }),
    { numRuns: 400 },
  );
});
