import type { Decision } from '../../zeebe/lint/decision.ts';
import { type Atom, atomsOf, fits, shown } from './atoms.ts';
import { anything, type CellSet, type ColumnType, readCell } from './cell.ts';
import { type Budget, common, type Fits, TooLarge, uncovered } from './cover.ts';

/** What is wrong with the rows of a table taken together. */
export interface TableFinding {
  readonly rule:
    | 'table-gap'
    | 'table-overlap'
    | 'table-unreachable'
    | 'table-undecided'
    | 'table-too-large';
  readonly level: 'error' | 'warning';
  /** Numbers of the rows it is about, as a case file quotes them. */
  readonly rows: readonly number[];
  /** Id of the row to mend; null for the table. */
  readonly element: string | null;
  readonly message: string;
}

/** Cells that are compared before a table is left undecided: about a second. */
const workLimit = 10_000_000;
/** More of one kind help nobody. */
const mostOfAKind = 20;

interface Column {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType | null;
  readonly sets: readonly (CellSet | null)[];
  readonly atoms: readonly Atom[];
}

const types: readonly ColumnType[] = ['string', 'number', 'boolean', 'date', 'time', 'dateTime'];

function columnOf({ inputs, rules }: Decision, at: number): Column {
  const input = inputs[at];
  const type = types.find((one) => one === input?.typeRef) ?? null;
  const cells = rules.map((rule) => rule.inputs[at] ?? '');
  const sets = cells.map((cell) => readCell(cell, type ?? 'string'));
  const read = sets.flatMap((set) => (set === null ? [] : [set]));
  const allowed = readCell(input?.values ?? '', type ?? 'string') ?? anything;
  const name = input?.expression ?? '';
  return {
    ...{ name, type, label: input?.label || name },
    // A column without a type: only what asks nothing of it can be judged.
    sets: type === null ? sets.map((set) => (set?.any ? set : null)) : sets,
    atoms: atomsOf(type ?? 'string', read, allowed),
  };
}

/** A table with what its cells let through; a cell that cannot be judged lets through what it is assumed to. */
function fitsOf(columns: readonly Column[], rows: number, assumed: boolean): Fits {
  return Array.from({ length: rows }, (_, row) =>
    columns.map(({ sets, atoms }) => {
      const set = sets[row] ?? null;
      return atoms.map((atom) => (set === null ? assumed : fits(set, atom)));
    }),
  );
}

interface Table {
  readonly decision: Decision;
  readonly columns: readonly Column[];
  /** Cells that cannot be judged let nothing through. */
  readonly surely: Fits;
  /** Cells that cannot be judged let everything through. */
  readonly perhaps: Fits;
  readonly budget: Budget;
}

function example({ columns }: Table, kinds: readonly number[]): string {
  const parts = columns.map(({ name, type, atoms }, at) => {
    const atom = atoms[kinds[at] ?? 0];
    return atom === undefined ? name : `${name} = ${shown(type ?? 'string', atom)}`;
  });
  return parts.join(', ');
}

const everything = ({ columns }: Table) => columns.map(({ atoms }) => atoms.map((_, kind) => kind));
const numbers = (rows: readonly number[]) => rows.map((row) => row + 1);
const allRows = ({ decision }: Table) => decision.rules.map((_, row) => row);

function gaps(table: Table): TableFinding[] {
  const found = uncovered(table.perhaps, allRows(table), everything(table), table.budget);
  if (found === null) return [];
  const message = `no row fits ${example(table, found)}: the decision would have no result`;
  return [{ rule: 'table-gap', level: 'warning', rows: [], element: null, message }];
}

function overlap(table: Table, one: number, other: number): TableFinding | null {
  const { decision, surely, budget } = table;
  budget.left -= table.columns.length;
  if (budget.left < 0) throw new TooLarge();
  const kinds = common(surely, one, other);
  const [first, second] = [decision.rules[one], decision.rules[other]];
  if (kinds === null || first === undefined || second === undefined) return null;
  const isSame = first.outputs.join('\n') === second.outputs.join('\n');
  if (decision.hitPolicy === 'ANY' && isSame) return null;
  const then =
    decision.hitPolicy === 'ANY'
      ? 'they say different things'
      : 'only one may, the case would stall';
  const message = `rows ${one + 1} and ${other + 1} both fit ${example(table, kinds)}: ${then}`;
  const rows = numbers([one, other]);
  return { rule: 'table-overlap', level: 'error', rows, element: second.id, message };
}

function overlaps(table: Table): TableFinding[] {
  if (!['UNIQUE', 'ANY'].includes(table.decision.hitPolicy)) return [];
  const found: TableFinding[] = [];
  for (const other of allRows(table))
    for (let one = 0; one < other && found.length < mostOfAKind; one += 1) {
      const wrong = overlap(table, one, other);
      if (wrong !== null) found.push(wrong);
    }
  return found;
}

/** A row none of whose inputs is left by the rows above it, or one that lets nothing through by itself. */
function unreachable(table: Table, row: number): TableFinding | null {
  const { decision, columns, surely, perhaps, budget } = table;
  const element = decision.rules[row]?.id ?? null;
  const about = { rule: 'table-unreachable', level: 'warning', rows: [row + 1], element } as const;
  const box = (perhaps[row] ?? []).map((lets) =>
    lets.flatMap((fitting, kind) => (fitting ? [kind] : [])),
  );
  const empty = box.findIndex((kinds) => kinds.length === 0);
  if (empty >= 0) {
    const message = `row ${row + 1} never applies: nothing fits its cell under «${columns[empty]?.label}»`;
    return { ...about, message };
  }
  if (decision.hitPolicy !== 'FIRST') return null;
  const above = allRows(table).filter(
    (other) => other < row && common(perhaps, other, row) !== null,
  );
  if (uncovered(surely, above, box, budget) !== null) return null;
  const alone = above.find((other) => uncovered(surely, [other], box, budget) === null);
  const takers = numbers(alone === undefined ? above : [alone]);
  const message = `row ${row + 1} never applies: what fits it is taken above, by row ${takers.join(', ')}`;
  return { ...about, rows: [row + 1, ...takers], message };
}

function undecided({ columns }: Table): TableFinding[] {
  const rows = columns.flatMap(({ sets }) =>
    sets.flatMap((set, row) => (set === null ? [row] : [])),
  );
  if (rows.length === 0) return [];
  const named = numbers([...new Set(rows)].sort((a, b) => a - b));
  const message = `row ${named.join(', ')} cannot be judged here: gaps and overlaps that depend on it are not told`;
  return [{ rule: 'table-undecided', level: 'warning', rows: named, element: null, message }];
}

const tooLarge: TableFinding = {
  rule: 'table-too-large',
  level: 'warning',
  rows: [],
  element: null,
  message: 'the table is too large to look at every input: what is not told may still be there',
};

/** What one look finds; a look that would take too long says so. */
function within(look: () => TableFinding[]): TableFinding[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof TooLarge) return [tooLarge];
    throw error;
  }
}

/**
 * Inputs that no row fits, rows that fit the same input where only one may, rows that never apply; each with the
 * numbers of its rows and an input that shows it. What is told is certain: cells that cannot be judged are named
 * instead.
 */
export function checkTable(decision: Decision): TableFinding[] {
  const { rules, inputs, hitPolicy } = decision;
  const isWhole = rules.every((rule) => rule.inputs.length === inputs.length);
  if (!decision.table || !isWhole || inputs.length === 0) return [];
  const columns = inputs.map((_, at) => columnOf(decision, at));
  const surely = fitsOf(columns, rules.length, false);
  const perhaps = fitsOf(columns, rules.length, true);
  const table = { decision, columns, surely, perhaps, budget: { left: workLimit } };
  const oneAnswer = ['UNIQUE', 'ANY', 'FIRST'].includes(hitPolicy);
  const found = [
    ...within(() => overlaps(table)),
    ...within(() => allRows(table).flatMap((row) => unreachable(table, row) ?? [])),
    ...(oneAnswer ? within(() => gaps(table)) : []),
    ...undecided(table),
  ];
  const large = found.filter(({ rule }) => rule === 'table-too-large').slice(1);
  return found.filter((one) => !large.includes(one));
}
