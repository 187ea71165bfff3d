import type { Handler } from '../handler.ts';
import { takeUpDuties } from '../store/incident-duties.ts';

/** Tells whoever the level names, sends the contact sheet, starts clocks and monitoring. */
export const handle: Handler<'incident:take-up-duties'> = async ({ incidentId, duties }, deps) => {
  await takeUpDuties(deps, incidentId, duties, deps.now());
  return {};
};
