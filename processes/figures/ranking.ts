import type { FigureId } from './definitions.ts';
import { wilson } from './interval.ts';
import { figureIn, type Group } from './survey.ts';

/** Fewer cases than this say too little about a unit to rank it. */
export const smallNumber = 10;

/** One line of a ranking. */
export interface Ranked {
  readonly key: string;
  readonly n: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number;
  readonly high: number;
  /** Equal lines share a rank, and the ranks behind them are left out; null for those not ranked. */
  readonly rank: number | null;
  /** Why it is not ranked: too few cases, or none of anybody's. */
  readonly because: 'small-number' | 'no-key' | null;
}

/** How many of how many, by key. */
export interface Share {
  readonly key: string;
  readonly n: number;
  readonly of: number;
}

function lineOf({ key, n, of }: Share, rate: number | null): Omit<Ranked, 'rank'> {
  const small = of < smallNumber ? 'small-number' : null;
  return { key, n, of, rate, ...wilson(n, of), because: key === '' ? 'no-key' : small };
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

/**
 * Ranks groups by a rate, fairly: by the lower end of its interval, which is the rate itself made honest about the number
 * of cases it was seen in. Whoever has fewer than `smallNumber` cases stands below the ranking without a rank. Raw counts
 * decide nothing: who gets twice the cases is no better and no worse.
 */
export function rankGroups(groups: readonly Group[], figure: FigureId): Ranked[] {
  return rankLines(
    groups.map(({ key, figures }) => {
      const { n, of, value } = figureIn(figures, figure);
      return lineOf({ key, n, of }, value);
    }),
  );
}

/** Ranks shares as `rankGroups` ranks groups. */
export function rankShares(shares: readonly Share[]): Ranked[] {
  return rankLines(
    shares.map((share) => lineOf(share, share.of === 0 ? null : share.n / share.of)),
  );
}

function rankLines(lines: readonly Omit<Ranked, 'rank'>[]): Ranked[] {
  const ranked = lines
    .filter(({ because }) => because === null)
    .sort((a, b) => b.low - a.low || byKey(a, b));
  const rankOf = (low: number) => ranked.findIndex((line) => line.low === low) + 1;
  const others = lines.filter(({ because }) => because !== null).sort(byKey);
  return [
    ...ranked.map((line) => ({ ...line, rank: rankOf(line.low) })),
    ...others.map((line) => ({ ...line, rank: null })),
  ];
}
