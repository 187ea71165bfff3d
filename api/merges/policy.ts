import type { Actor } from '../../processes/complaint/case.ts';
import { mergers } from '../../processes/merge/roles.ts';
import { Refusal } from '../../processes/refusal.ts';
import { holdsRole, type Person } from '../person.ts';

/** Whether a person may decide that cases are handled as one. */
export function mayMerge(person: Person): boolean {
  return holdsRole(person, mergers);
}

/**
 * In which role a person merges cases.
 * @throws Refusal `ROLE_MISSING`
 */
export function mergesAs(person: Person): Actor {
  const held = person.roles.find(({ role }) => mergers.some((one) => one === role));
  if (held === undefined) throw new Refusal('ROLE_MISSING');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
