import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Role } from '../../processes/roles.ts';
import type { Person } from '../person.ts';

const takesForOthers: readonly Role[] = ['intake-clerk', 'office', 'information-officer'];

/**
 * In which role somebody enters a complaint for a caller or a writer.
 * @throws Refusal `ROLE_MISSING` for everybody else, who may send only their own
 */
export function entersAs(person: Person | null): Actor {
  const held = person?.roles.find(({ role }) => takesForOthers.includes(role));
  if (person === null || held === undefined) throw new Refusal('ROLE_MISSING');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}

/**
 * In which role somebody decides what becomes of a mail, or reports a result back to the body that referred the matter.
 * @throws Refusal `ROLE_MISSING` for whoever is neither intake clerk nor of the office
 */
export function decidesAs({ id, roles }: Person): Actor {
  const held = roles.find(({ role }) => role === 'intake-clerk' || role === 'office');
  if (held === undefined) throw new Refusal('ROLE_MISSING');
  return { kind: 'staff', userId: id, role: held.role, unitId: held.unitId };
}
