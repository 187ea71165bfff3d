import { type Regime, regime as regimeShape } from '../../processes/complaint/contract.ts';
import type { DefinitionStore } from '../../workers/store/definitions.ts';
import { readDecisions } from '../../workers/zeebe/lint/decision.ts';
import { parseDecisions } from '../../workers/zeebe/lint/read-xml.ts';

const tableId = 'Decision_Regime';

function readCell(cell: string): unknown {
  try {
    return cell === '' ? null : JSON.parse(cell);
  } catch {
    return null;
  }
}

async function read(resource: string): Promise<Regime[]> {
  const parsed = await parseDecisions(resource);
  const table = parsed.root === null ? [] : readDecisions(parsed.root);
  const decision = table.find(({ id }) => id === tableId);
  const rows = (decision?.rules ?? []).flatMap(({ outputs }) => {
    const named = (decision?.outputs ?? []).map(
      ({ name }, column) => [name, readCell(outputs[column] ?? '')] as const,
    );
    const row = regimeShape.safeParse(Object.fromEntries(named));
    return row.success ? [row.data] : [];
  });
  return [...new Map(rows.map((one) => [one.id, one])).values()];
}

/** The regimes of the table in force, each once; a row that an expression fills is left out. */
export function createRegimes(
  definitions: Pick<DefinitionStore, 'find' | 'newest'>,
): () => Promise<readonly Regime[]> {
  const byKey = new Map<string, readonly Regime[]>();
  return async () => {
    const decision = await definitions.newest('decision', tableId);
    const key = decision?.requirementsKey ?? '';
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const file = key === '' ? null : await definitions.find(key);
    const regimes = file?.resource ? await read(file.resource) : [];
    byKey.set(key, regimes);
    return regimes;
  };
}
