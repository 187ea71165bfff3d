import { issueLetter } from '../documents/issue-letter.ts';
import type { Handler } from '../handler.ts';

/** Sends the supervision letter of a rung to the unit, once. */
export const handle: Handler<'escalation:send-letter'> = async ({ clockId, taken }, deps) => {
  const { rung, unitId } = taken;
  await issueLetter(deps, { clockId, rung, unitId, kind: 'supervision-letter', at: deps.now() });
  deps.failpoint('send-letter:committed');
  return {};
};
