import { type Goal, mostOthers, type Result } from './protocol.ts';

function round(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function goalOf({ goal }: Result): string {
  if (goal === null) return '–';
  const sign = goal.is === 'at least' ? '≥' : '≤';
  const bound = goal.productAtMost === undefined ? '' : `, ≤ ${goal.productAtMost}`;
  return `${sign} ${goal.value}${bound}`;
}

function isReached(goal: Goal, { ratio, product }: Result): boolean {
  const holds = goal.is === 'at least' ? ratio >= goal.value : ratio <= goal.value;
  return holds && product <= (goal.productAtMost ?? Number.POSITIVE_INFINITY);
}

function isAlarming({ is, alarm }: Goal, { ratio }: Result): boolean {
  if (alarm === undefined) return false;
  return is === 'at least' ? ratio < alarm : ratio > alarm;
}

/** In one word whether the goal is reached; «noisy» and «too few pairs» say nothing about the product. */
export function verdictOf(result: Result, wantedPairs: number): string {
  if (result.pairs === 0 || !Number.isFinite(result.ratio)) return 'not measured';
  const doubts = [
    ...(result.pairs < wantedPairs ? ['too few pairs'] : []),
    ...(result.others > mostOthers ? ['noisy'] : []),
  ];
  const { goal } = result;
  const word =
    goal === null
      ? 'told'
      : isReached(goal, result)
        ? 'reached'
        : isAlarming(goal, result)
          ? 'ALARM'
          : 'missed';
  return [word, ...doubts].join(', ');
}

/** The results as lines that stand below each other. */
export function tableOf(results: readonly Result[], wantedPairs: number): string {
  const rows = results.map((result) => [
    result.id,
    result.what,
    round(result.ratio),
    `${round(result.spread[0])}–${round(result.spread[1])}`,
    String(result.pairs),
    round(result.floor),
    round(result.product),
    result.unit,
    goalOf(result),
    verdictOf(result, wantedPairs),
  ]);
  const head = [
    'id',
    'what',
    'ratio',
    'spread',
    'pairs',
    'floor',
    'product',
    'unit',
    'goal',
    'verdict',
  ];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
