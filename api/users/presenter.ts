import { allowedActions } from '../../processes/complaint/actions.ts';
import { statuses } from '../../processes/complaint/statuses.ts';
import { heldOn, type Role } from '../../processes/roles.ts';
import type { UserRow } from '../../workers/store/users.ts';
import type { UserView } from './schema.ts';

/** A person as the administrator's page shows them; the password's hash stays behind. */
export function presentUser(
  { _id, login, name, roles, disabled, version }: UserRow,
  unitNames: ReadonlyMap<string, string>,
): UserView {
  const held = roles.map(({ role, unitId, from, until }) => ({
    ...{ role, unitId, from: from ?? null, until: until ?? null },
    unitName: unitNames.get(unitId) ?? null,
  }));
  return { id: _id, login, name, roles: held, disabled, version };
}

/** A role with every action of the table it may take, and how many people hold it on a day. */
export function presentRole(role: Role, people: readonly UserRow[], day: string) {
  const actions = [...new Set(statuses.flatMap((status) => allowedActions(status, [role])))];
  const holds = (user: UserRow) =>
    !user.disabled && heldOn(user.roles, day).some((held) => held.role === role);
  return { role, actions, holders: people.filter(holds).length };
}
