import type { Handler } from '../handler.ts';
import { tellHandover } from '../store/handover.ts';

/** Tells the citizen to whom the matter was handed over. It is the answer of this case: its clocks are met. */
export const handle: Handler<'complaint:hand-over'> = async ({ caseId, handoverDays }, deps) => {
  await tellHandover(deps, { caseId, at: deps.now(), days: handoverDays ?? null });
  return {};
};
