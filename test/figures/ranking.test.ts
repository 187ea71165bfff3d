import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from '../../processes/figures/interval.ts';
import { rankGroups, smallNumber } from '../../processes/figures/ranking.ts';
import { buildGroup } from './build-facts.ts';

const ranked = (...groups: ReturnType<typeof buildGroup>[]) =>
  rankGroups(groups, 'on-time-done').map(({ key, rank, because }) => [key, rank ?? because]);

describe('the interval of a rate', () => {
  test('is that of the literature', () => {
    const { low, high } = wilson(81, 263);

    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  test('holds the rate and stays within 0 and 1, down to nothing seen', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
        const [n, of] = [Math.min(a, b), Math.max(a, b, 1)];
        const { low, high } = wilson(n, of);
        expect([0 <= low, low <= n / of, n / of <= high, high <= 1]).toEqual(Array(4).fill(true));
      }),
    );
  });

  test('is narrower the more was seen', () => {
    const width = (n: number, of: number) => wilson(n, of).high - wilson(n, of).low;

    expect(width(90, 100)).toBeLessThan(width(9, 10));
    expect(width(900, 1000)).toBeLessThan(width(90, 100));
  });
});

describe('a ranking', () => {
  test('goes by rate, not by how many cases came', () => {
    expect(ranked(buildGroup('U-many', 700, 1000), buildGroup('U-few', 95, 100))).toEqual([
      ['U-few', 1],
      ['U-many', 2],
    ]);
  });

  test('trusts a rate that was seen often more than the same seen rarely', () => {
    expect(ranked(buildGroup('U-rare', 12, 12), buildGroup('U-often', 600, 600))).toEqual([
      ['U-often', 1],
      ['U-rare', 2],
    ]);
  });

  test('names those with too few cases, and cases of nobody, without ranking them', () => {
    const [perfect, nobody] = [
      buildGroup('U-tiny', smallNumber - 1, smallNumber - 1),
      buildGroup('', 50, 50),
    ];

    expect(ranked(perfect, nobody, buildGroup('U-a', 5, smallNumber))).toEqual([
      ['U-a', 1],
      ['', 'no-key'],
      ['U-tiny', 'small-number'],
    ]);
  });

  test('gives equal units one rank and leaves out the ranks behind it', () => {
    expect(
      ranked(buildGroup('U-c', 5, 20), buildGroup('U-b', 18, 20), buildGroup('U-a', 18, 20)),
    ).toEqual([
      ['U-a', 1],
      ['U-b', 1],
      ['U-c', 3],
    ]);
  });

  test('is the same whatever the order of the units', () => {
    const group = fc
      .record({
        key: fc.constantFrom('', 'U-a', 'U-b', 'U-c', 'U-d'),
        a: fc.nat(60),
        b: fc.nat(60),
      })
      .map(({ key, a, b }) => buildGroup(key, Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(fc.uniqueArray(group, { selector: ({ key }) => key }), (groups) => {
        expect(rankGroups(groups.toReversed(), 'on-time-done')).toEqual(
          rankGroups(groups, 'on-time-done'),
        );
      }),
    );
  });
});
