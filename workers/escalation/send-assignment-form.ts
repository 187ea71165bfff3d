import { issueLetter } from '../documents/issue-letter.ts';
import type { Handler } from '../handler.ts';

/** Sends the assignment form of a rung to the unit, once. */
export const handle: Handler<'escalation:send-assignment-form'> = async (
  { clockId, taken },
  deps,
) => {
  const { rung, unitId } = taken;
  await issueLetter(deps, { clockId, rung, unitId, kind: 'assignment-form', at: deps.now() });
  deps.failpoint('send-assignment-form:committed');
  return {};
};
