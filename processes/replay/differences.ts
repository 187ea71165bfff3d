import { canonicalJson } from '../canonical-json.ts';
import type { RuleAnswer } from './past-case.ts';

/**
 * What can differ: the matched row, the regime, the unit, a level (urgency, tier of signing, means of the ladder), any
 * other output, a due date, whether the case is overdue, or whether there is an answer at all.
 */
export const differenceKinds = [
  'row',
  'regime',
  'route',
  'level',
  'output',
  'due',
  'verdict',
  'failed',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** One thing that would have been otherwise in a case. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The decision; of a due date or a verdict the clock. */
  readonly of: string;
  /** Name of the output; empty where there is none. */
  readonly what: string;
  /** As text: a word, a number, an ISO instant, a row; null: none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Outputs that mean something of their own, by decision and name; a table with one output answers without a name. */
const meanings: Readonly<Record<string, DifferenceKind>> = {
  'Decision_Regime.id': 'regime',
  'Decision_Routing.': 'route',
  'Decision_PreCheck.urgency': 'level',
  'Decision_PreCheck.proposal': 'level',
  'Decision_SignOffTier.role': 'level',
  'Decision_SignOffTier.scope': 'level',
  'Decision_Ladder.means': 'level',
  'Decision_Ladder.role': 'level',
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function outputsOf(output: unknown): ReadonlyMap<string, unknown> {
  return new Map(isRecord(output) ? Object.entries(output) : [['', output]]);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}

function rowsOf({ rows }: RuleAnswer): string | null {
  return rows.length === 0 ? null : rows.map(({ index, id }) => `${index} ${id}`).join(', ');
}

const sameRows = (before: RuleAnswer, after: RuleAnswer) =>
  before.rows.map(({ id }) => id).join() === after.rows.map(({ id }) => id).join();

/** In what two answers to the same question differ; a row that only moved within its table is no difference. */
export function differencesOf(
  decisionId: string,
  before: RuleAnswer,
  after: RuleAnswer,
): Difference[] {
  const at = { of: decisionId, what: '' };
  if (before.failure !== null || after.failure !== null) {
    const isSame = before.failure === after.failure;
    const told = { before: before.failure, after: after.failure };
    return isSame ? [] : [{ kind: 'failed', ...at, ...told }];
  }
  const [were, are] = [outputsOf(before.output), outputsOf(after.output)];
  const outputs = [...new Set([...were.keys(), ...are.keys()])].flatMap((what): Difference[] => {
    const told = { before: textOf(were.get(what)), after: textOf(are.get(what)) };
    const kind = meanings[`${decisionId}.${what}`] ?? 'output';
    return told.before === told.after ? [] : [{ kind, of: decisionId, what, ...told }];
  });
  const rows: Difference[] = sameRows(before, after)
    ? []
    : [{ kind: 'row', ...at, before: rowsOf(before), after: rowsOf(after) }];
  return [...rows, ...outputs];
}
