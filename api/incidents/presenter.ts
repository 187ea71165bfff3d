import { nextDue } from '../../processes/incident/clocks.ts';
import type { Incident } from '../../processes/incident/incident.ts';
import type { IncidentMatterRow } from '../../workers/store/incidents.ts';
import type { IncidentItem } from './schema.ts';

/** An incident as lists show it. */
export function presentIncident(
  incident: Incident,
  matter: IncidentMatterRow | null,
  now: Date,
): IncidentItem {
  const { id, number, kind, status, level, times, clocks } = incident;
  const dueAt = nextDue(incident);
  return {
    ...{ id, number, title: matter?.title ?? '', kind, status, level },
    ...{ occurredAt: times.occurred.toISOString(), raisedAt: times.raised.toISOString() },
    dueAt: dueAt?.toISOString() ?? null,
    late: (dueAt !== null && dueAt <= now) || clocks.some(({ state }) => state === 'overdue'),
  };
}
