import { describe, expect, test } from '@jest/globals';
import { changedCases, changedFigures } from '../../processes/figures/difference.ts';

const mark = (caseId: string, digest = 'd') => ({ caseId, number: `N-${caseId}`, digest });
const value = (n: number) => ({
  figure: 'closed' as const,
  n,
  of: 10,
  value: n / 10,
  low: 0,
  high: 1,
});

describe('a corrected edition', () => {
  test('names the figures that changed, with what they were', () => {
    expect(changedFigures([value(5)], [value(6)])).toEqual([
      { figure: 'closed', before: value(5), after: value(6) },
    ]);
    expect(changedFigures([value(5)], [value(5)])).toEqual([]);
    expect(changedFigures([], [value(5)])).toEqual([
      { figure: 'closed', before: null, after: value(5) },
    ]);
  });

  test('names the cases that came, went or are known otherwise', () => {
    const before = [mark('1'), mark('2'), mark('3')];
    const after = [mark('2', 'other'), mark('3'), mark('4')];

    expect(changedCases(before, after)).toEqual([
      { caseId: '1', number: 'N-1', change: 'left' },
      { caseId: '2', number: 'N-2', change: 'changed' },
      { caseId: '4', number: 'N-4', change: 'added' },
    ]);
  });
});
