import { groupsOf, type Role, type RoleAtUnit } from '../processes/roles.ts';
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

/** The signed-in view of a user row; the password's hash stays behind. */
export function toPerson(user: UserRow): Person {
  const { _id, login, name, language, roles } = user;
  return { id: _id, login, name, language, roles, groups: groupsOf(roles) };
}

/** Whether a person holds one of these roles, at whatever unit. */
export function holdsRole(person: Person, wanted: readonly Role[]): boolean {
  return person.roles.some(({ role }) => wanted.includes(role));
}
