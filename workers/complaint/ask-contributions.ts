import type { Handler } from '../handler.ts';
import { askContributions } from '../store/contributions.ts';

/** Asks the contributing units, each once, and says which of them are awaited. */
export const handle: Handler<'complaint:ask-contributions'> = async (
  { caseId, contributors, contributionDays },
  deps,
) => {
  const named = { unitIds: contributors ?? [], days: contributionDays ?? null };
  const awaited = await askContributions(deps, { caseId, at: deps.now() }, named);
  return { contributions: awaited.map(({ id, unitId }) => ({ id, unitId })) };
};
