import type { Actor } from '../processes/complaint/case.ts';
import { isoDayOf } from '../processes/language/dates.ts';
import { Refusal } from '../processes/refusal.ts';
import { groupsOf, heldOn, type Role, type RoleAtUnit } from '../processes/roles.ts';
import type { UserRow } from '../workers/store/users.ts';
import type { Lang } from './language.ts';

/** A person of the house who is signed in, with everything a decision about access needs. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly language: Lang;
  readonly roles: readonly RoleAtUnit[];
  /** The engine's candidate groups the person stands in. */
  readonly groups: readonly string[];
}

/** The signed-in view of a user row, with the roles held at an instant; the password's hash stays behind. */
export function toPerson(user: UserRow, at: Date): Person {
  const { _id, login, name, language } = user;
  const roles = heldOn(user.roles, isoDayOf(at));
  return { id: _id, login, name, language, roles, groups: groupsOf(roles) };
}

/** Whether a person holds one of these roles, at whatever unit. */
export function holdsRole(person: Person, wanted: readonly Role[]): boolean {
  return person.roles.some(({ role }) => wanted.includes(role));
}

/** In which of these roles a person acts. @throws Refusal `ROLE_MISSING` */
export function actsAs(person: Person, some: readonly Role[]): Actor {
  const held = person.roles.find(({ role }) => some.includes(role));
  if (held === undefined) throw new Refusal('ROLE_MISSING');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
