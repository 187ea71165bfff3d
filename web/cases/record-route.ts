import { isOfIncident } from '../../processes/incident/incident.ts';

/** Where the record stands that something belongs to: the file of a case, or the room of an incident. */
export function recordRoute(id: string, tab?: string) {
  if (isOfIncident(id)) return { name: 'incident', params: { id } };
  return { name: 'case', params: tab === undefined ? { id } : { id, tab } };
}
