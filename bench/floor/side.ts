import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Receipts } from '../receipts.ts';
import type { Judge, Side } from '../side.ts';
import { fieldsOf, firstTask, variablesOf } from '../steps.ts';
import { untilTaken } from '../until-taken.ts';
import { createWaiting } from '../waiting.ts';
import type { CreatedTask } from './key-exporter.ts';
import type { FloorStack, Way } from './stack.ts';

const word = z.object({
  kind: z.enum(['started', 'ended']),
  caseId: z.string(),
  instanceKey: z.string(),
});

/**
 * The floor: a message starts the diagram, tasks are completed over REST with the fields their output mappings name.
 *
 * @param seen told of each task before it is judged
 */
export async function openFloorSide(
  stack: FloorStack,
  receipts: Receipts,
  way: Way,
  seen: (task: CreatedTask) => Promise<void> = () => Promise.resolve(),
): Promise<Side> {
  const { engine, keys } = stack;
  const firstTasks = createWaiting<number>();
  const instances = createWaiting<string>();
  const ends = createWaiting<true>();
  let judge: Judge = fieldsOf;
  let kept: CreatedTask[] = [];

  async function complete(task: CreatedTask): Promise<void> {
    const fields = judge(task.elementId);
    if (fields === null) kept.push(task);
    else await untilTaken(() => engine.completeTask(task.taskKey, variablesOf(fields)));
  }

  async function take(task: CreatedTask): Promise<void> {
    if (task.elementId === firstTask)
      firstTasks.tell(await instances.for(task.instanceKey), task.createdAt);
    await seen(task);
    await complete(task);
  }

  keys.onTask((task) => void take(task));
  await stack.serve(way, (told) => {
    const { kind, caseId, instanceKey } = word.parse(told);
    if (kind === 'started') instances.tell(instanceKey, caseId);
    else ends.tell(caseId, true);
  });

  return {
    send: async () => {
      const caseId = randomUUID();
      const acceptedAt = Date.now();
      await untilTaken(() =>
        engine.publishMessage({
          name: 'complaint-received',
          correlationKey: caseId,
          messageId: caseId,
          ttlMs: 2 * 3_600_000,
          variables: { caseId },
        }),
      );
      await receipts.keep(caseId);
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
  };
}
