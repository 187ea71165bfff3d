import { watchCpu } from './cpu.ts';
import { median } from './statistics.ts';

/** What one turn of one side measured, by name. */
export type Readings<K extends string> = Readonly<Record<K, number>>;

export interface Pair<K extends string> {
  readonly floor: Readings<K>;
  readonly product: Readings<K>;
  /** Processors kept busy by others meanwhile. */
  readonly others: number;
}

export interface PairOptions {
  readonly pairs: number;
  /** A trial run keeps noisy pairs and says so. */
  readonly keepsNoisyPairs: boolean;
  /** Every process of this run, asked again for each pair: some come and go. */
  readonly ours: () => readonly number[];
  readonly say: (line: string) => void;
}

/** Load of others above which a pair says nothing. */
export const mostOthers = 0.3;
/** After this many times the wanted pairs the machine is taken to be too busy. */
const patience = 3;

/** Takes pairs until there are enough that others did not disturb. */
export async function collectPairs<K extends string>(
  takePair: () => Promise<Pair<K>>,
  { pairs, keepsNoisyPairs, say }: PairOptions,
): Promise<Pair<K>[]> {
  const kept: Pair<K>[] = [];
  for (let tried = 0; kept.length < pairs && tried < pairs * patience; tried += 1) {
    const pair = await takePair();
    const isKept = keepsNoisyPairs || pair.others <= mostOthers;
    if (isKept) kept.push(pair);
    say(tell(pair, !isKept));
  }
  return kept;
}

/** Measures floor and product in turn, ABABAB. */
export function measurePairs<K extends string>(
  turns: {
    readonly floor: () => Promise<Readings<K>>;
    readonly product: () => Promise<Readings<K>>;
  },
  options: PairOptions,
): Promise<Pair<K>[]> {
  return collectPairs(async () => {
    const watch = watchCpu({}, options.ours());
    const floor = await turns.floor();
    const product = await turns.product();
    return { floor, product, others: watch.read().others };
  }, options);
}

function tell(pair: Pair<string>, isDiscarded: boolean): string {
  const values = Object.keys(pair.floor).map((name) => {
    const floor = pair.floor[name] ?? Number.NaN;
    const product = pair.product[name] ?? Number.NaN;
    return `${name} ${floor.toPrecision(4)} | ${product.toPrecision(4)} | ${(product / floor).toFixed(2)}`;
  });
  const noise = `others ${pair.others.toFixed(2)}${isDiscarded ? ', discarded' : ''}`;
  return `  pair: ${values.join('; ')} (${noise})`;
}

/** What a metric has to reach; from `alarm` on something is broken. */
export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly value: number;
  readonly alarm?: number;
  /** A bound of the product's own value that holds besides the ratio. */
  readonly productAtMost?: number;
}

/** One line of the table. */
export interface Result {
  readonly id: string;
  readonly what: string;
  readonly ratio: number;
  /** Smallest and largest ratio of a pair. */
  readonly spread: readonly [number, number];
  readonly pairs: number;
  readonly floor: number;
  readonly product: number;
  readonly unit: string;
  /** Null: told beside another metric. */
  readonly goal: Goal | null;
  /** Processors kept busy by others, of the worst pair. */
  readonly others: number;
}

/** The medians of what the pairs measured under one name. */
export function summarise<K extends string>(
  pairs: readonly Pair<K>[],
  name: K,
  about: Pick<Result, 'id' | 'what' | 'unit' | 'goal'>,
): Result {
  const ratios = pairs.map(({ floor, product }) => product[name] / floor[name]);
  return {
    ...about,
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    pairs: pairs.length,
    floor: median(pairs.map(({ floor }) => floor[name])),
    product: median(pairs.map(({ product }) => product[name])),
    others: Math.max(...pairs.map(({ others }) => others)),
  };
}
