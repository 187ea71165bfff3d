import type { Handler } from '../handler.ts';
import { beginWatch } from '../store/incident-duties.ts';

/** Ends the monitoring and says until when the incident is watched. */
export const handle: Handler<'incident:begin-watch'> = async ({ incidentId }, deps) => {
  const { until } = await beginWatch(deps, incidentId, deps.now());
  return { watchUntil: until.toISOString() };
};
