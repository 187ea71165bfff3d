import type { Handler } from '../handler.ts';
import { changeDuties } from '../store/incident-duties.ts';

/** Takes up the duties of the level that was set now. */
export const handle: Handler<'incident:change-duties'> = async (
  { incidentId, level, duties },
  deps,
) => {
  await changeDuties(deps, incidentId, { level, duties, at: deps.now() });
  return {};
};
