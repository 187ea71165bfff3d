import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { buildDiagram } from '../build-diagram.ts';
import { until } from '../until.ts';
import type { EngineHarness } from './engine-harness.ts';
import { useEngine } from './use-engine.ts';

/** What is done to running instances by hand: kept by the real gateway and by the fake one alike. */
export function describeByHand(name: string, openHarness: () => Promise<EngineHarness>): void {
  describe(`instances moved by hand on ${name}`, () => {
    const { engine, harness, deploy, keep } = useEngine(openHarness);

    /** An instance that waits at its second step, a user task. */
    async function waitingAtTask() {
      const type = randomUUID();
      const process = await deploy({ type }, { kind: 'user' });
      let instanceKey = '';
      const worker = engine().createWorker({
        ...{ type, fetchVariables: [], maxActive: 1, timeoutMs: 30_000 },
        handle: async (job) => {
          instanceKey = job.instanceKey;
          await engine().completeJob(job.key, {});
        },
      });
      keep(worker);
      await engine().publishMessage({
        ...{ name: process, correlationKey: 'waits', messageId: 'waits', ttlMs: 3_600_000 },
        variables: {},
      });
      await until('the task', async () => (await harness().taskKeys(process)).length === 1);
      const taskKey = (await harness().taskKeys(process))[0] ?? '';
      const steps = [{ type }, { kind: 'user' }, { kind: 'user' }] as const;
      const [deployed] = await engine().deploy([buildDiagram(process, steps)]);
      return {
        ...{ process, taskKey, instanceKey, definitionKey: deployed?.key ?? '' },
      };
    }

    test('an instance that was migrated goes on through the new version', async () => {
      const { process, taskKey, definitionKey, instanceKey } = await waitingAtTask();

      const migrated = await engine().migrateInstance(instanceKey, {
        definitionKey,
        mapping: { Step2: 'Step2' },
      });
      await engine().completeTask(taskKey, {});

      expect(migrated).toBe('done');
      const keys = await until('the task of the new version', async () => {
        const found = await harness().taskKeys(process);
        return found.length === 1 && !found.includes(taskKey) && found;
      });
      expect(keys).toHaveLength(1);
    });

    test('a migration without a place for a token is refused, and one of what has ended is gone', async () => {
      const { taskKey, definitionKey, instanceKey } = await waitingAtTask();
      const migrate = () => engine().migrateInstance(instanceKey, { definitionKey, mapping: {} });

      await expect(migrate()).rejects.toMatchObject({ kind: 'permanent', code: 'grpc-9' });
      await engine().completeTask(taskKey, {});

      await until('the instance to be gone', async () => {
        const answer = await migrate().catch(() => null);
        return answer === 'gone';
      });
    });

    test('a version that was taken out is gone the second time, and an instance of another goes on', async () => {
      const { taskKey, definitionKey } = await waitingAtTask();

      const taken = await engine().deleteResource(definitionKey);
      await until('the version to be gone', async () => {
        const answer = await engine().deleteResource(definitionKey);
        return answer === 'gone';
      });

      expect(taken).toBe('done');
      expect(await engine().completeTask(taskKey, {})).toBe('done');
    });

    test('a token put elsewhere by hand begins there', async () => {
      const { process, instanceKey } = await waitingAtTask();

      const moved = await engine().modifyInstance(instanceKey, {
        ...{ activate: ['Step2'], terminate: [] },
      });

      expect(moved).toBe('done');
      await until('a second task', async () => (await harness().taskKeys(process)).length === 2);
    });
  });
}
