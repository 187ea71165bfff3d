import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../processes/refusal.ts';
import { meets, readScenario } from '../../processes/replay/scenario.ts';
import { expressionsIn } from '../../workers/rule-lab/expressions-in.ts';

const example = (expected: Record<string, string | number | null>, row?: string) => ({
  ...{ name: 'x', inputs: {}, expect: expected },
  ...(row === undefined ? {} : { row }),
});
const answer = (output: unknown) => ({ output, failure: null, rows: [{ id: 'R', index: 1 }] });

describe('an example case', () => {
  test('is met by an answer that has what it expects, whatever else it has', () => {
    expect(
      meets(example({ id: 'city', doneAmount: 8 }), answer({ id: 'city', doneAmount: 8, x: 1 })),
    ).toBe(true);
    expect(
      meets(example({ id: 'city', doneAmount: 8 }), answer({ id: 'city', doneAmount: 10 })),
    ).toBe(false);
  });

  test('expects a value, nothing, or a row', () => {
    expect(meets(example({ unitId: 'U-a' }), answer('U-a'))).toBe(true);
    expect(meets(example({ unitId: 'U-a' }), answer('U-b'))).toBe(false);
    expect(meets(example({ nextAmount: null }), answer({ nextAmount: null }))).toBe(true);
    expect(meets(example({}, 'R'), answer(1))).toBe(true);
    expect(meets(example({}, 'S'), answer(1))).toBe(false);
  });

  test('is never met by a decision that failed', () => {
    expect(meets(example({}), { output: null, rows: [], failure: 'no' })).toBe(false);
  });
});

describe('a file of example cases', () => {
  test('is refused with the place that is wrong', () => {
    const text = JSON.stringify({
      name: 'x',
      decision: 'D',
      cases: [{ name: 'a', inputs: [], expect: {} }],
    });

    const read = () => readScenario('x.scenario.json', text);

    expect(read).toThrow(Refusal);
    expect(read).toThrow(
      expect.objectContaining({ params: { file: 'x.scenario.json', place: 'cases/0/inputs' } }),
    );
  });
});

describe('the expressions of a diagram', () => {
  test('are whatever begins with an equals sign, as the engine reads it', () => {
    const xml = `<a source="=a &lt; 1" target="b"><c>= decision = &quot;x&quot;</c><d name="a = b"/></a>`;

    expect(expressionsIn(xml)).toEqual(['a < 1', 'decision = "x"']);
  });
});
