import { type Regime, regime } from '../../processes/complaint/regime.ts';
import { type Decision, readDecisions } from '../../workers/zeebe/lint/decision.ts';
import { parseDecisions } from '../../workers/zeebe/lint/read-xml.ts';
import { shipped } from '../support/shipped.ts';

const bare = (cell: string) => (cell === '' ? null : JSON.parse(cell));

/** The rows of the shipped regime table by their id, as the contract reads them. */
export async function shippedRegimes(): Promise<ReadonlyMap<string, Regime>> {
  const { root } = await parseDecisions(await shipped('complaint/regime.dmn'));
  const [table]: Decision[] = root === null ? [] : readDecisions(root);
  const rows = (table?.rules ?? []).map(({ outputs }) =>
    regime.parse(
      Object.fromEntries(
        (table?.outputs ?? []).map(({ name }, n) => [name, bare(outputs[n] ?? '')]),
      ),
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
