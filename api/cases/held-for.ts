import { allowedActions } from '../../processes/complaint/actions.ts';
import type { ActionType, Actor, Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Role, RoleAtUnit } from '../../processes/roles.ts';
import type { Person } from '../person.ts';

/**
 * The role in which a person may take an action on a case as it stands, or null: the office for the whole house, people of a
 * unit for the cases of their unit.
 *
 * @param wholeHouse roles that act for the whole house
 */
export function heldFor(
  person: Person,
  one: Case,
  action: ActionType,
  wholeHouse: readonly Role[] = ['office'],
): RoleAtUnit | null {
  return (
    person.roles.find(
      ({ role, unitId }) =>
        allowedActions(one.status, [role]).includes(action) &&
        (wholeHouse.includes(role) || unitId === one.unitId),
    ) ?? null
  );
}

/** A person in the role they hold for what they do. @throws Refusal of this code when they hold none */
export function actingAs(person: Person, held: RoleAtUnit | null, code: string): Actor {
  if (held === null) throw new Refusal(code);
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
