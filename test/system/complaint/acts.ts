import { createTaskForms } from '../../../api/tasks/forms.ts';
import type { Actor, Case } from '../../../processes/complaint/case.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { usualFields } from '../../support/scripted-staff.ts';
import { until } from '../../support/until.ts';
import type { MovedHouse } from './moved-time.ts';

const clerk: Actor = { kind: 'staff', userId: 'P-0', role: 'intake-clerk', unitId: 'U-office' };
export const office: Actor = { kind: 'staff', userId: 'P-1', role: 'office', unitId: 'U-office' };

/** The handler of a unit. */
export const handlerOf = (unitId: string): Actor => ({
  ...{ kind: 'staff', userId: `P-${unitId}`, role: 'unit-handler', unitId },
});

/** What people do about cases of a house whose clocks are moved. */
export function actsIn(house: () => MovedHouse) {
  async function caseOf(caseId: string): Promise<Case> {
    const found = await house().stores.cases.find(caseId);
    if (found === null) throw new Error('the case is not there');
    return found;
  }

  const tasks = () => house().store.rows<TaskRow>('tasks');

  /** Does the open task of a case that stands for an action, as its form would be sent. */
  async function act(caseId: string, action: string, by: Actor, fields: object): Promise<void> {
    const group = `${by.role}@${by.unitId}`;
    const { store, stores, now } = house();
    const task = await until(`the task ${action} for ${group}`, async () => {
      const open = await tasks()
        .find({
          ...{ caseId, action, state: 'open' },
          candidateGroups: { $in: [group, by.role ?? ''] },
        })
        .toArray();
      // One that was just done may look open still.
      const claims = await Promise.all(open.map(({ _id }) => stores.claims.find(_id)));
      return open.find((_, index) => claims[index]?.completedAt == null);
    });
    const forms = createTaskForms(createDefinitionStore(store));
    await completeTask(stores, {
      ...{ task, form: await forms.formOf(task), outputs: await forms.outputsOf(task) },
      ...{ fields: { ...fields }, by, idempotencyKey: null, at: now() },
    });
  }

  /** A case that the office gave to a lead unit, and to others beside it. */
  async function assigned(
    contributors: readonly string[] = [],
    unitId: string = usualFields.assign.unitId,
  ): Promise<string> {
    const { caseId } = await house().submit();
    await act(caseId, 'accept', clerk, usualFields.accept);
    await act(caseId, 'assign', office, { ...usualFields.assign, unitId, contributors });
    await until('the dispatch', async () => (await caseOf(caseId)).turns !== undefined);
    return caseId;
  }

  return { caseOf, tasks, act, assigned };
}
