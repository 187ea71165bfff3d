import type { Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { type Access, accessOf } from '../access.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { isMeantFor } from '../tasks/policy.ts';

/** A case that somebody may read, and what else they may. */
export interface Readable {
  readonly case: Case;
  readonly access: Access;
}

/**
 * The case, if the person may read it: by their roles, or because an open task of it is meant for them. Whoever may
 * not is told what they would be told of a case that does not exist.
 *
 * @throws Refusal `CASE_UNKNOWN`
 */
export async function findReadable(
  deps: Pick<ApiDeps, 'cases' | 'units' | 'tasks'>,
  caseId: string,
  person: Person,
): Promise<Readable> {
  const found = await deps.cases.find(caseId);
  if (found === null) throw new Refusal('CASE_UNKNOWN');
  const access = await accessOf(person, deps.units);
  if (access.mayRead(found)) return { case: found, access };
  const tasks = await deps.tasks.openOfCase(caseId);
  if (!tasks.some((task) => isMeantFor(task, person))) throw new Refusal('CASE_UNKNOWN');
  return { case: found, access };
}
