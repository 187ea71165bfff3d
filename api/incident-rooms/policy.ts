import type { Actor } from '../../processes/complaint/case.ts';
import { allowedIncidentActions, seesIncidentsOfUnit } from '../../processes/incident/actions.ts';
import type { Incident, IncidentActionType } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import type { Person } from '../person.ts';

const roomActions = [
  'change-level',
  'correct-occurrence',
  'add-fact',
  'judge-fact',
  'acknowledge',
  'add-measure',
  'finish-measure',
  'raise-question',
  'answer-question',
  'edit-statement',
  'record-publication',
] as const satisfies readonly IncidentActionType[];
export type RoomAction = (typeof roomActions)[number];

/** Roles of a unit act for their unit alone. */
function holdingFor(
  { roles }: Person,
  { status, unitId }: Pick<Incident, 'status' | 'unitId'>,
  action: RoomAction,
): RoleAtUnit | null {
  const held = roles.filter(
    (one) =>
      allowedIncidentActions(status, [one.role]).includes(action) &&
      (!seesIncidentsOfUnit.includes(one.role) || one.unitId === unitId),
  );
  return held[0] ?? null;
}

/** What a person may do in the room as the incident stands. */
export function actionsFor(person: Person, incident: Incident): RoomAction[] {
  return roomActions.filter((action) => holdingFor(person, incident, action) !== null);
}

/**
 * In which role a person acts in the room.
 *
 * @param as roles that are meant rather than others the person holds
 * @throws Refusal `ROLE_NOT_ALLOWED` when they hold none that may
 */
export function actsInRoom(
  person: Person,
  incident: Incident,
  action: RoomAction,
  as: readonly string[] = [],
): Actor {
  const meant = person.roles.filter(({ role }) => as.includes(role));
  const held =
    holdingFor({ ...person, roles: meant }, incident, action) ??
    holdingFor(person, incident, action);
  if (held === null) throw new Refusal('ROLE_NOT_ALLOWED', { action, status: incident.status });
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
