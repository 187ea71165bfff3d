import { type Regime, regime as regimeShape } from '../../processes/complaint/regime.ts';
import type { DefinitionStore } from '../../workers/store/definitions.ts';
import { type Decision, readDecisions } from '../../workers/zeebe/lint/decision.ts';
import { parseDecisions } from '../../workers/zeebe/lint/read-xml.ts';

const tableId = 'Decision_Regime';

/** The regime table in force. */
export interface RegimeTable {
  /** Each once; a row that an expression fills is left out. */
  readonly regimes: readonly Regime[];
  /** The last row, which fits whatever no other does; null where an expression fills it. */
  readonly usual: Regime | null;
  /** The weights that its rows ask for. */
  readonly weights: readonly string[];
}

const none: RegimeTable = { regimes: [], usual: null, weights: [] };

function readCell(cell: string): unknown {
  try {
    return cell === '' ? null : JSON.parse(cell);
  } catch {
    return null;
  }
}

function rowsOf({ rules, outputs: columns }: Decision): (Regime | null)[] {
  return rules.map(({ outputs }) => {
    const named = columns.map(
      ({ name }, column) => [name, readCell(outputs[column] ?? '')] as const,
    );
    const row = regimeShape.safeParse(Object.fromEntries(named));
    return row.success ? row.data : null;
  });
}

function weightsOf({ rules, inputs }: Decision): string[] {
  const column = inputs.findIndex(({ expression }) => expression.trim() === 'complexity');
  const words = rules.flatMap(
    ({ inputs: cells }) => (cells[column] ?? '').match(/"[^"\\]+"/g) ?? [],
  );
  return [...new Set(words.map((word) => word.slice(1, -1)))];
}

async function readTable(resource: string): Promise<RegimeTable> {
  const { root } = await parseDecisions(resource);
  const decision = (root === null ? [] : readDecisions(root)).find(({ id }) => id === tableId);
  if (decision === undefined) return none;
  const rows = rowsOf(decision);
  const read = rows.filter((row) => row !== null);
  return {
    regimes: [...new Map(read.map((one) => [one.id, one])).values()],
    usual: rows.at(-1) ?? null,
    weights: weightsOf(decision),
  };
}

/** The regime table in force, read once for each version. */
export function createRegimeTable(
  definitions: Pick<DefinitionStore, 'find' | 'newest'>,
): () => Promise<RegimeTable> {
  const byKey = new Map<string, RegimeTable>();
  return async () => {
    const decision = await definitions.newest('decision', tableId);
    const key = decision?.requirementsKey ?? '';
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const file = key === '' ? null : await definitions.find(key);
    // The file may follow its decision a moment later.
    if (!file?.resource) return none;
    const table = await readTable(file.resource);
    byKey.clear();
    byKey.set(key, table);
    return table;
  };
}
