import type { Handler } from '../handler.ts';
import { setRegime } from '../store/regimes.ts';

/**
 * Puts the case under the regime that the rule chose, and starts its clocks: records first, and a diagram for each that
 * wakes it. Those whose start event has not happened wait for it.
 */
export const handle: Handler<'complaint:start-clocks'> = async ({ caseId, regime }, deps) => {
  await setRegime(deps, { caseId, regime, n: null, at: deps.now() });
  return {};
};
