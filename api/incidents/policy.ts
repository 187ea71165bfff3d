import type { Actor } from '../../processes/complaint/case.ts';
import {
  raisers,
  seesAllIncidents,
  seesIncidentsOfUnit,
} from '../../processes/incident/actions.ts';
import type { Incident } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Stores } from '../../workers/store/stores.ts';
import type { TaskStore } from '../../workers/store/tasks.ts';
import type { Person } from '../person.ts';
import { isMeantFor } from '../tasks/policy.ts';

/** The units whose incidents a person sees; null: of all. */
export function unitsSeen({ roles }: Person): readonly string[] | null {
  if (roles.some(({ role }) => seesAllIncidents.includes(role))) return null;
  return roles.flatMap(({ role, unitId }) => (seesIncidentsOfUnit.includes(role) ? [unitId] : []));
}

/** Whether a person sees an incident by their roles. */
export function seesIncident(
  person: Person,
  { unitId, sheets }: Pick<Incident, 'unitId' | 'sheets'>,
): boolean {
  const units = unitsSeen(person);
  if (units === null) return true;
  return units.some((id) => id === unitId || sheets.some((sheet) => sheet.unitId === id));
}

/**
 * The incident, if the person may read it: by their roles, or because an open task of it is meant for them.
 *
 * @throws Refusal `INCIDENT_UNKNOWN`
 */
export async function findIncident(
  deps: Pick<Stores, 'incidents'> & { readonly tasks: Pick<TaskStore, 'openOfCase'> },
  incidentId: string,
  person: Person,
): Promise<Incident> {
  const found = await deps.incidents.find(incidentId);
  if (found === null) throw new Refusal('INCIDENT_UNKNOWN');
  if (seesIncident(person, found)) return found;
  const tasks = await deps.tasks.openOfCase(incidentId);
  if (!tasks.some((task) => isMeantFor(task, person))) throw new Refusal('INCIDENT_UNKNOWN');
  return found;
}

/**
 * In which role a person raises an incident.
 *
 * @throws Refusal `ROLE_MISSING`
 */
export function raisesAs({ id, roles }: Person): Actor {
  const held = roles.find(({ role }) => raisers.includes(role));
  if (held === undefined) throw new Refusal('ROLE_MISSING');
  return { kind: 'staff', userId: id, role: held.role, unitId: held.unitId };
}
