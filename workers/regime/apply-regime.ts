import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { Handler } from '../handler.ts';
import { askNumberOf, setRegime } from '../store/regimes.ts';

/** Puts the case under the regime that the rule chose now; the same one as before changes nothing. */
export const handle: Handler<'regime:apply-regime'> = async ({ regimeAskId, regime }, deps) => {
  const caseId = caseIdOfClock(regimeAskId);
  const n = askNumberOf(regimeAskId);
  return { changed: await setRegime(deps, { caseId, regime, n, at: deps.now() }) };
};
