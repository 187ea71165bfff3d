import { parseArgs } from 'node:util';

export const metricIds = ['M1', 'M2', 'M3', 'M4', 'M5', 'M7', 'M9', 'M10k', 'M-dup'] as const;
export type MetricId = (typeof metricIds)[number];

/** How a run was asked for. */
export interface BenchArguments {
  readonly only: readonly MetricId[];
  /** Where the results go as JSON; null: nowhere. */
  readonly json: string | null;
  /** Short turns, few pairs, little warm-up: for trying, never for the record. */
  readonly quick: boolean;
  readonly pairs: number;
  /** Folder for CPU profiles of the workers; null: none. */
  readonly profile: string | null;
}

function isMetricId(word: string): word is MetricId {
  return metricIds.some((id) => id === word);
}

function metricOf(word: string): MetricId {
  if (isMetricId(word)) return word;
  throw new Error(`«${word}» is not measured here; there are ${metricIds.join(', ')}.`);
}

/** @throws Error with a sentence that says what is wrong */
export function readArguments(words: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      pairs: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const only = (values.only ?? []).flatMap((list) => list.split(',')).map(metricOf);
  const pairs = Number(values.pairs ?? (values.quick ? 2 : 5));
  if (!Number.isInteger(pairs) || pairs < 1)
    throw new Error('--pairs takes a whole number from 1.');
  return {
    only: only.length === 0 ? metricIds : only,
    json: values.json ?? null,
    quick: values.quick,
    pairs,
    profile: values.profile ?? null,
  };
}
