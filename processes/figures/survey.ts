import { DateTime } from 'luxon';
import { definitions, type FigureId, figureIds, isHit, type Part, partOf } from './definitions.ts';
import type { CaseFacts, Period } from './facts.ts';
import { wilson } from './interval.ts';

/** A figure as it was counted. `value`: a number, a rate or share in 0..1, or a median in ms; null when of nothing. */
export interface FigureValue {
  readonly figure: FigureId;
  /** Above the line: cases, points, or ms that count. */
  readonly n: number;
  /** Below the line: cases, or ms. */
  readonly of: number;
  readonly value: number | null;
  /** Where a rate may really lie; null for what is no rate. */
  readonly low: number | null;
  readonly high: number | null;
}

export const dimensions = ['unit', 'topic', 'area', 'channel', 'month'] as const;
export type Dimension = (typeof dimensions)[number];

/** The figures of those cases that share a unit, topic, area, channel or month; `''` for cases without one. */
export interface Group {
  readonly key: string;
  readonly figures: readonly FigureValue[];
}

export interface Surveyed {
  readonly figures: readonly FigureValue[];
  readonly groups: Readonly<Record<Dimension, readonly Group[]>>;
}

/** In which figures a case counts, and in which of them above the line. */
export interface Membership {
  readonly base: readonly FigureId[];
  readonly hit: readonly FigureId[];
}

/** Counts cases one by one, each looked at once. */
export interface Survey {
  readonly add: (facts: CaseFacts) => Membership;
  readonly result: () => Surveyed;
}

/** The middle of the values; the mean of the two middle ones when their number is even. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

interface Sum {
  n: number;
  of: number;
  readonly values: number[];
}

function figureOf(figure: FigureId, { n, of, values }: Sum): FigureValue {
  const { kind } = definitions[figure];
  const none = { low: null, high: null };
  switch (kind) {
    case 'count':
      return { figure, n, of, value: n, ...none };
    case 'median':
      return { figure, n: of, of, value: medianOf(values), ...none };
    case 'rate':
      return {
        figure,
        n,
        of,
        value: of === 0 ? null : n / of,
        ...(of === 0 ? none : wilson(n, of)),
      };
    case 'mean':
    case 'share':
      return { figure, n, of, value: of === 0 ? null : n / of, ...none };
  }
}

function openSums() {
  const sums = new Map<FigureId, Sum>(figureIds.map((id) => [id, { n: 0, of: 0, values: [] }]));
  return {
    add: (figure: FigureId, { n, of }: Part) => {
      const sum = sums.get(figure);
      if (sum === undefined) return;
      sum.n += n;
      sum.of += of;
      if (definitions[figure].kind === 'median') sum.values.push(n);
    },
    values: () => [...sums].map(([figure, sum]) => figureOf(figure, sum)),
  };
}
type Sums = ReturnType<typeof openSums>;

/** The keys a case is grouped under. A month is that of the receipt, in the zone of the institution. */
export function keysOf(facts: CaseFacts, zone: string): Readonly<Record<Dimension, string>> {
  const { unitId, topic, area, channel, receivedAt } = facts;
  const month = DateTime.fromJSDate(receivedAt, { zone }).toFormat('yyyy-LL');
  return { unit: unitId ?? '', topic, area: area ?? '', channel, month };
}

/** Opens a count of the cases of a period. The order in which cases come makes no difference. */
export function openSurvey(period: Period, zone: string): Survey {
  const all = openSums();
  const groups = new Map<Dimension, Map<string, Sums>>(dimensions.map((one) => [one, new Map()]));

  function sumsFor(facts: CaseFacts): Sums[] {
    const keys = keysOf(facts, zone);
    return dimensions.map((dimension) => {
      const shelf = groups.get(dimension);
      const key = keys[dimension];
      const sums = shelf?.get(key) ?? openSums();
      shelf?.set(key, sums);
      return sums;
    });
  }

  const grouped = (dimension: Dimension): Group[] =>
    [...(groups.get(dimension) ?? [])]
      .map(([key, sums]) => ({ key, figures: sums.values() }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));

  return {
    add: (facts) => {
      const parts = figureIds.flatMap((figure) => {
        const part = partOf(figure, facts, period);
        return part === null ? [] : [{ figure, part }];
      });
      if (parts.length > 0) {
        for (const sums of [all, ...sumsFor(facts)])
          for (const { figure, part } of parts) sums.add(figure, part);
      }
      return {
        base: parts.map(({ figure }) => figure),
        hit: parts.filter(({ figure, part }) => isHit(figure, part)).map(({ figure }) => figure),
      };
    },
    result: () => ({
      figures: all.values(),
      groups: {
        unit: grouped('unit'),
        topic: grouped('topic'),
        area: grouped('area'),
        channel: grouped('channel'),
        month: grouped('month'),
      },
    }),
  };
}

/** A figure among others, or as of nothing. */
export function figureIn(figures: readonly FigureValue[], figure: FigureId): FigureValue {
  const none = { figure, n: 0, of: 0, value: null, low: null, high: null };
  return figures.find((one) => one.figure === figure) ?? none;
}
