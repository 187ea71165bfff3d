import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Person } from '../person.ts';

/** Whether somebody looks at the boards for a unit. */
export function looksFor({ roles }: Person, unitId: string): boolean {
  return roles.some((held) => held.role === 'information-officer' && held.unitId === unitId);
}

/**
 * The information officer of a unit, as who acts for it.
 * @throws Refusal `NOT_YOUR_UNIT`
 */
export function asLooker(person: Person, unitId: string): Actor {
  if (!looksFor(person, unitId)) throw new Refusal('NOT_YOUR_UNIT');
  return { kind: 'staff', userId: person.id, role: 'information-officer', unitId };
}
