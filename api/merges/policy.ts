import { mergers } from '../../processes/merge/roles.ts';
import { holdsRole, type Person } from '../person.ts';

/** Whether a person may decide that cases are handled as one. */
export function mayMerge(person: Person): boolean {
  return holdsRole(person, mergers);
}
