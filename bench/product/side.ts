import { createTaskForms } from '../../api/tasks/forms.ts';
import type { Actor } from '../../processes/complaint/case.ts';
import type { Role } from '../../processes/roles.ts';
import { completeTask } from '../../workers/store/complete-task.ts';
import { createDefinitionStore } from '../../workers/store/definitions.ts';
import { acceptComplaint } from '../../workers/store/intake.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { createTracking } from '../../workers/store/tracking.ts';
import type { Receipts } from '../receipts.ts';
import type { Judge, Side } from '../side.ts';
import { fieldsOf, firstTask } from '../steps.ts';
import { createWaiting } from '../waiting.ts';
import { watchChanges } from './changes.ts';
import type { ProductStack } from './stack.ts';
import { newSubmission } from './submission.ts';

const trackingSecret = 'a secret of the bench only';

/** Who does a task: whoever its candidate group names; each role is another person, so that nobody signs a draft of theirs. */
function actorFor({ candidateGroups: [group = 'office'] }: TaskRow): Actor {
  const [name = '', unitId = 'U-office'] = group.split('@');
  const role = roles.find((one) => one === name) ?? 'office';
  return { kind: 'staff', userId: `P-${role}`, role, unitId };
}

const roles: readonly Role[] = [
  'intake-clerk',
  'office',
  'unit-handler',
  'unit-deputy',
  'publication-checker',
];

export interface ProductSide extends Side {
  /** Does a task as the api does: the same transaction. */
  readonly complete: (task: TaskRow) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The product: complaints are accepted and tasks completed by the same transactions as the api's, in this process.
 *
 * @param seen told of each task before it is judged; by default tasks are judged as soon as they are in the projection
 */
export function openProductSide(
  stack: ProductStack,
  receipts: Receipts,
  seen: ((task: TaskRow) => void) | null = null,
): ProductSide {
  const { store, stores } = stack;
  const forms = createTaskForms(createDefinitionStore(store));
  const tracking = createTracking(stores, trackingSecret);
  const firstTasks = createWaiting<number>();
  const ends = createWaiting<true>();
  let judge: Judge = fieldsOf;
  let kept: TaskRow[] = [];

  async function complete(task: TaskRow): Promise<void> {
    const fields = judge(task.elementId);
    if (fields === null) {
      kept.push(task);
      return;
    }
    const [form, outputs] = await Promise.all([forms.formOf(task), forms.outputsOf(task)]);
    const by = actorFor(task);
    const at = new Date();
    await completeTask(stores, { task, form, outputs, fields, by, idempotencyKey: null, at });
  }

  function take(task: TaskRow): void {
    if (task.elementId === firstTask) firstTasks.tell(task.caseId ?? '', task.createdAt.getTime());
    if (seen === null) void complete(task);
    else seen(task);
  }

  const stopWatching = watchChanges(store, {
    task: take,
    reply: (caseId) => void tracking.rate(caseId, { answered: true, score: 5 }, new Date()),
    end: (caseId) => ends.tell(caseId, true),
  });

  return {
    complete,
    send: async () => {
      const { caseId, number } = await acceptComplaint(
        { ...stores, trackingSecret },
        newSubmission(),
        new Date(),
      );
      const acceptedAt = Date.now();
      await receipts.keep(`${caseId} ${number}`);
      return {
        caseId,
        acceptedAt,
        firstTask: firstTasks.for(caseId),
        ended: ends.for(caseId).then(() => undefined),
      };
    },
    judgeBy: (next) => {
      judge = next;
      const again = kept;
      kept = [];
      for (const task of again) void complete(task);
    },
    pids: () => ({ client: process.pid, ...stack.pids() }),
    close: stopWatching,
  };
}
