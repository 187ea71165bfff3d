import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { EngineJob } from '../../../workers/zeebe/port.ts';
import { until } from '../until.ts';
import type { EngineHarness } from './engine-harness.ts';
import { useEngine } from './use-engine.ts';

const hour = 3_600_000;

/** The promises of the engine port, kept by the real gateway and by the fake one alike. */
export function describeEnginePort(name: string, openHarness: () => Promise<EngineHarness>): void {
  describe(`the engine port on ${name}`, () => {
    const { engine, harness, deploy, keep } = useEngine(openHarness);

    function publish(message: string, key: string, variables = {}) {
      return engine().publishMessage({
        name: message,
        correlationKey: key,
        messageId: key,
        ttlMs: hour,
        variables,
      });
    }

    function serve(type: string, handle: (job: EngineJob) => Promise<unknown>, timeoutMs = 30_000) {
      const seen: EngineJob[] = [];
      const worker = engine().createWorker({
        type,
        fetchVariables: ['caseId'],
        maxActive: 8,
        timeoutMs,
        handle: async (job) => {
          seen.push(job);
          await handle(job).catch(() => undefined);
        },
      });
      keep(worker);
      return { seen, worker };
    }

    const complete = (job: EngineJob) => engine().completeJob(job.key, {});

    test('a message told twice starts one instance', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const { seen } = serve(type, complete);

      const answers = [await publish(process, 'one'), await publish(process, 'one')];
      await publish(process, 'two');
      await until('both instances', () => seen.length >= 2);

      expect(answers).toEqual(['delivered', 'delivered']);
      expect(new Set(seen.map(({ instanceKey }) => instanceKey)).size).toBe(2);
      expect(seen).toHaveLength(2);
    });

    test('a message whose answer was lost is told again and starts one instance', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      // A job pushed into the broken wire comes again when its lock is over.
      const { seen } = serve(type, complete, 2000);

      await harness().loseAnswers();
      const lost = publish(process, 'lost');
      await expect(lost).rejects.toMatchObject({ name: 'EngineError', kind: 'transient' });
      await harness().recover();
      await until('an answer', () => publish(process, 'lost').then(Boolean, () => false));
      await publish(process, 'next');
      await until('both instances', () => seen.length >= 2);

      expect(seen).toHaveLength(2);
    }, 180_000);

    test('a worker is given the named variables only', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const { seen } = serve(type, complete);

      await publish(process, 'c-1', { caseId: 'c-1' });
      await until('the job', () => seen.length === 1);

      expect(JSON.parse(seen[0]?.variables ?? '')).toEqual({ caseId: 'c-1' });
      expect(seen[0]).toMatchObject({ type, elementId: 'Step1', retries: 3 });
      expect(seen[0]?.key).toMatch(/^\d+$/);
    });

    test('work that waits when a worker comes is done as well', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      for (const key of ['a', 'b', 'c']) await publish(process, key);

      const { seen } = serve(type, complete);

      await until('three jobs', () => seen.length === 3);
    });

    test('a job can be completed once', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const answers: string[] = [];
      serve(type, async (job) => {
        answers.push(await complete(job), await complete(job));
      });

      await publish(process, 'once');
      await until('two answers', () => answers.length === 2);

      expect(answers).toEqual(['done', 'gone']);
    });

    test('a job that failed comes again, not before its back-off', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const at: number[] = [];
      const { seen } = serve(type, async (job) => {
        at.push(performance.now());
        if (at.length > 1) return complete(job);
        return engine().failJob(job.key, { retries: 2, backOffMs: 700, message: 'not yet' });
      });

      await publish(process, 'fails');
      await until('the second try', () => seen.length === 2);

      expect(seen.map(({ retries }) => retries)).toEqual([3, 2]);
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(600);
    });

    test('a word about a job that failed comes too late until the job comes again, and is no fault', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const answers: string[] = [];
      const { seen } = serve(type, async (job) => {
        if (answers.length > 0) return complete(job);
        const fail = { retries: 2, backOffMs: 2000, message: 'not yet' };
        answers.push(await engine().failJob(job.key, fail));
        answers.push(await engine().failJob(job.key, { ...fail, retries: 0 }));
        answers.push(await complete(job));
        const late = { code: 'late', message: 'late' };
        answers.push(await engine().throwJobError(job.key, late));
        return undefined;
      });

      await publish(process, 'late');
      await until('the second try', () => seen.length === 2 && answers.length === 4);

      expect(answers).toEqual(['done', 'gone', 'gone', 'gone']);
      expect(await harness().stalls()).toEqual([]);
    });

    test('a job without retries stalls and goes on once it is resolved', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      let isMended = false;
      const { seen } = serve(type, (job) =>
        isMended
          ? complete(job)
          : engine().failJob(job.key, { retries: 0, backOffMs: 0, message: 'broken' }),
      );
      await publish(process, 'stalls');
      await until('the job', () => seen.length === 1);
      const jobKey = seen[0]?.key ?? '';
      const find = async () => (await harness().stalls()).find((stall) => stall.jobKey === jobKey);
      await until('the stall', async () => (await find()) !== undefined);
      const stall = await find();

      isMended = true;
      const answers = [
        await engine().updateJobRetries(jobKey, 1),
        await engine().resolveStall(stall?.key ?? ''),
      ];
      await until('another try', () => seen.length === 2);

      expect(stall?.message).toBe('broken');
      expect(answers).toEqual(['done', 'done']);
      expect(await engine().resolveStall(stall?.key ?? '')).toBe('gone');
    });

    test('an error the diagram catches leads on; one it does not catch stalls', async () => {
      const type = randomUUID();
      const process = await deploy({ type, catches: ['KNOWN'] });
      const { seen } = serve(type, (job) =>
        engine().throwJobError(job.key, {
          code: seen.length === 1 ? 'KNOWN' : 'OTHER',
          message: 'm',
        }),
      );

      await publish(process, 'caught');
      await until('the first', () => seen.length === 1);
      await publish(process, 'uncaught');
      await until('the second', () => seen.length === 2);
      const keys = async () => (await harness().stalls()).map(({ jobKey }) => jobKey);
      await until('the stall', async () => (await keys()).includes(seen[1]?.key ?? ''));

      expect(await keys()).not.toContain(seen[0]?.key);
    });

    test('a user task is assigned, given back and completed once', async () => {
      const process = await deploy({ kind: 'user' });
      await publish(process, 'person');
      await until('the task', async () => (await harness().taskKeys(process)).length === 1);
      const key = (await harness().taskKeys(process))[0] ?? '';

      const answers = [
        await engine().assignTask(key, 'u-1'),
        await engine().assignTask(key, 'u-2'),
        await engine().unassignTask(key),
        await engine().completeTask(key, { acceptance: 'accepted' }),
      ];

      expect(answers).toEqual(['done', 'done', 'done', 'done']);
      expect(await engine().completeTask(key, {})).toBe('gone');
      expect(await engine().assignTask(key, 'u-1')).toBe('gone');
    });

    test('a file the engine refuses is a permanent failure', async () => {
      const broken = engine().deploy([{ name: 'broken.bpmn', content: '<nothing/>' }]);

      await expect(broken).rejects.toMatchObject({ kind: 'permanent', code: 'grpc-3' });
    });

    test('every partition has a leader', async () => {
      const { partitions } = await engine().topology();

      expect(partitions).toEqual([{ id: 1, hasLeader: true, isHealthy: true }]);
    });

    test('a stopped worker ends what it has and takes no more', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      let finish = (): void => undefined;
      const { seen, worker } = serve(type, async (job) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        await complete(job);
      });
      await publish(process, 'last');
      await until('the job', () => seen.length === 1);

      const stopped = worker.stop(10_000);
      await publish(process, 'too-late');
      finish();

      expect(await stopped).toBe(0);
      expect(seen).toHaveLength(1);
      const { seen: later } = serve(type, complete);
      await until('the other job', () => later.length === 1);
    });

    test('what does not end in time is left behind and handed out again', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const { seen, worker } = serve(type, () => new Promise(() => undefined), 1500);
      await publish(process, 'hangs');
      await until('the job', () => seen.length === 1);

      expect(await worker.stop(50)).toBe(1);

      const { seen: later } = serve(type, complete);
      await until('the job again', () => later.length === 1);
      expect(later[0]?.key).toBe(seen[0]?.key);
    });

    test('after an outage workers go on unaided', async () => {
      const type = randomUUID();
      const process = await deploy({ type });
      const { seen } = serve(type, complete);
      await publish(process, 'before');
      await until('the first', () => seen.length === 1);

      await harness().goDown();
      await expect(publish(process, 'during')).rejects.toMatchObject({ kind: 'transient' });
      await harness().recover();
      await until('an answer', () => publish(process, 'after').then(Boolean, () => false), 60_000);

      await until('the second', () => seen.length === 2, 30_000);
    }, 180_000);
  });
}
