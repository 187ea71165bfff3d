import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

const minute = 60_000;
const over: readonly string[] = ['watching', 'closed', 'dismissed'];

/** A message can expire unheard: what the record of the incident says counts, not how the token came here. */
export const handle: Handler<'monitoring:plan-round'> = async (
  { monitoringId },
  { incidents, incidentRuns },
  { instanceKey },
) => {
  const run = await incidentRuns.claim(monitoringId, instanceKey);
  if (run === null) return { state: 'duplicate', nextAt: null };
  const incident = await incidents.find(run.caseId);
  if (incident === null || incident.duties === null)
    throw new Unrecoverable('what is monitored has no record');
  if (over.includes(incident.status)) return { state: 'over', nextAt: null };
  const last = incident.monitored?.lastAt ?? run.beganAt;
  const nextAt = new Date(last.getTime() + incident.duties.monitorMinutes * minute);
  return { state: 'watching', nextAt: nextAt.toISOString() };
};
