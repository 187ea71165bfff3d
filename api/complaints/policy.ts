import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Role } from '../../processes/roles.ts';
import { actsAs, type Person } from '../person.ts';

const takesForOthers: readonly Role[] = ['intake-clerk', 'office', 'information-officer'];

/**
 * In which role somebody enters a complaint for a caller or a writer.
 * @throws Refusal `ROLE_MISSING` for everybody else, who may send only their own
 */
export function entersAs(person: Person | null): Actor {
  if (person === null) throw new Refusal('ROLE_MISSING');
  return actsAs(person, takesForOthers);
}

/**
 * In which role somebody decides what becomes of a mail, or reports a result back to the body that referred the matter.
 * @throws Refusal `ROLE_MISSING` for whoever is neither intake clerk nor of the office
 */
export function decidesAs(person: Person): Actor {
  return actsAs(person, ['intake-clerk', 'office']);
}
