/** For each row and column, which kinds of input the cell lets through. */
export type Fits = readonly (readonly (readonly boolean[])[])[];

/** How much may still be looked at; tables that would take longer are left undecided. */
export interface Budget {
  left: number;
}

/** The table is too large to look everywhere. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

interface Search {
  readonly fits: Fits;
  /** For each column, the kinds of input that are looked at. */
  readonly box: readonly (readonly number[])[];
  readonly budget: Budget;
  readonly covered: Set<string>;
}

function spend(budget: Budget, work: number): void {
  budget.left -= work;
  if (budget.left < 0) throw new TooLarge();
}

/** Kinds of input of one column that let the same rows through are one case. */
function cases({ fits, box, budget }: Search, column: number, rows: readonly number[]) {
  const kinds = box[column] ?? [];
  spend(budget, kinds.length * (rows.length + 1));
  const byRows = new Map<string, { readonly kind: number; readonly rows: readonly number[] }>();
  for (const kind of kinds) {
    const left = rows.filter((row) => fits[row]?.[column]?.[kind] === true);
    const key = left.join();
    if (!byRows.has(key)) byRows.set(key, { kind, rows: left });
  }
  return [...byRows.values()].sort((a, b) => a.rows.length - b.rows.length);
}

function search(given: Search, column: number, rows: readonly number[]): number[] | null {
  if (column === given.box.length) return rows.length === 0 ? [] : null;
  const key = `${column}:${rows.join()}`;
  if (given.covered.has(key)) return null;
  for (const one of cases(given, column, rows)) {
    const rest = search(given, column + 1, one.rows);
    if (rest !== null) return [one.kind, ...rest];
  }
  given.covered.add(key);
  return null;
}

/**
 * An input inside a box that none of the rows lets through, by the kind of each column; null when the rows let all of
 * it through.
 *
 * @throws TooLarge when the budget does not last
 */
export function uncovered(
  fits: Fits,
  rows: readonly number[],
  box: readonly (readonly number[])[],
  budget: Budget,
): number[] | null {
  return search({ fits, box, budget, covered: new Set() }, 0, rows);
}

/** An input that both rows let through, by the kind of each column; null when there is none. */
export function common(fits: Fits, one: number, other: number): number[] | null {
  const kinds: number[] = [];
  for (const [column, here] of (fits[one] ?? []).entries()) {
    const there = fits[other]?.[column] ?? [];
    const kind = here.findIndex((lets, at) => lets && there[at] === true);
    if (kind < 0) return null;
    kinds.push(kind);
  }
  return kinds;
}
