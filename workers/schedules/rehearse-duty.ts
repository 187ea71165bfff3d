import { rehearse } from '../../processes/rota/rehearsal.ts';
import { type DutyDeps, planOf } from '../store/duty-plan.ts';
import type { Period } from './run-period.ts';

/** Who can still put somebody in. */
const told = ['office', 'duty-leader'] as const;
const week = 7 * 86_400_000;

/** Tells those who keep the rotas, once for each run, that somebody is missing within the next seven days. */
export async function rehearseDuty(deps: DutyDeps, { until: at }: Period): Promise<void> {
  const span = { from: at, until: new Date(at.getTime() + week) };
  const { rotas, facts } = await planOf(deps, span);
  const { gaps } = rehearse(rotas, span, facts);
  if (gaps.length === 0) return;
  await deps.store.transaction(async (tx) => {
    for (const group of told)
      await deps.notices.tellGroupOnce(tx, {
        ...{ id: `duty-gap:${at.toISOString()}:${group}`, caseId: null, kind: 'duty-gap', group },
        ...{ at, params: { count: gaps.length } },
      });
  });
}
