import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { ClaimRow } from '../../workers/store/claims.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import type { Person } from '../person.ts';

type Meant = Pick<TaskRow, 'candidateGroups'>;

/** Whether a task is meant for a group the person stands in. */
export function isMeantFor({ candidateGroups }: Meant, person: Person): boolean {
  return candidateGroups.some((group) => person.groups.includes(group));
}

/**
 * In which role and for which unit a person does a task.
 * @throws Refusal `TASK_NOT_YOURS` when it is meant for none of their groups
 */
export function doesAs({ candidateGroups }: Meant, person: Person): Actor {
  const held =
    person.roles.find(({ role, unitId }) => candidateGroups.includes(`${role}@${unitId}`)) ??
    person.roles.find(({ role }) => candidateGroups.includes(role));
  if (held === undefined) throw new Refusal('TASK_NOT_YOURS');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}

/** Whether the draft of a task is shown to this person: their own, or of the task they have now. */
export function maySeeDraft(claim: ClaimRow, person: Person): boolean {
  return claim.draftBy === person.id || claim.claimedBy === person.id;
}
