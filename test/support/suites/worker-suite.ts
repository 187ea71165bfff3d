import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobType } from '../../../processes/contracts.ts';
import { Refusal } from '../../../processes/refusal.ts';
import { Unrecoverable } from '../../../workers/platform/errors.ts';
import {
  defineWorker,
  type JobEnding,
  type WorkerOptions,
} from '../../../workers/zeebe/define-worker.ts';
import type { EnginePort, EngineWorker } from '../../../workers/zeebe/port.ts';
import { buildDiagram, type StepSpec } from '../build-diagram.ts';
import { createKeptLog } from '../quiet-logger.ts';
import { until } from '../until.ts';
import type { EngineHarness } from './engine-harness.ts';

const hour = 3_600_000;
const ladder = { means: 'phone', role: 'office' };

/** What a worker of the house promises, on the real engine and on the fake one. Each test serves a job type of its own. */
export function describeWorkers(name: string, openHarness: () => Promise<EngineHarness>): void {
  describe(`workers on ${name}`, () => {
    let harness: EngineHarness;
    let engine: EnginePort;
    const workers = new Set<EngineWorker>();

    beforeAll(async () => {
      harness = await openHarness();
      engine = harness.connect();
    });
    afterEach(async () => {
      await Promise.all([...workers].map((worker) => worker.stop(100)));
      workers.clear();
    });
    afterAll(async () => {
      await engine.close();
      await harness.close();
    });

    async function deploy(...steps: readonly StepSpec[]): Promise<string> {
      const id = `p-${randomUUID()}`;
      await engine.deploy([buildDiagram(id, steps)]);
      return id;
    }

    function publish(message: string, variables: Readonly<Record<string, unknown>>) {
      const key = randomUUID();
      const told = { name: message, correlationKey: key, messageId: key, ttlMs: hour, variables };
      return engine.publishMessage(told);
    }

    /** A worker's surroundings, with what it noted. */
    function watched(changes: Partial<WorkerOptions> = {}) {
      const endings: { type: JobType; how: JobEnding }[] = [];
      const logger = createKeptLog();
      const options: WorkerOptions = {
        engine,
        logger,
        now: () => new Date(),
        meter: { ended: (type, how) => endings.push({ type, how }) },
        backOff: { baseMs: 200, factor: 2, maxMs: 1000 },
        ...changes,
      };
      const count = (how: JobEnding) => endings.filter((ending) => ending.how === how).length;
      return { options, endings, logger, count };
    }

    function keep(worker: EngineWorker): EngineWorker {
      workers.add(worker);
      return worker;
    }

    test('a job that outlives its lock is handled twice and counts once', async () => {
      const process = await deploy({ type: 'clock:ring' }, { type: 'clock:compute-next' });
      const { options, count } = watched({ timeoutMs: 1000 });
      const effects = new Set<string>();
      const after: string[] = [];
      let runs = 0;
      for (const other of [engine, harness.connect()]) {
        keep(
          defineWorker(
            'clock:ring',
            async ({ clockId }) => {
              runs += 1;
              const wait = runs === 1 ? 3000 : 100;
              await new Promise((resolve) => setTimeout(resolve, wait));
              effects.add(clockId);
              return {};
            },
            {},
            { ...options, engine: other },
          ),
        );
      }
      keep(
        defineWorker(
          'clock:compute-next',
          async (_, __, { instanceKey }) => {
            after.push(instanceKey);
            return { state: 'met', nextAt: null };
          },
          {},
          watched().options,
        ),
      );

      await publish(process, { clockId: 'k-1' });
      await until('both runs', () => runs >= 2 && count('gone') === 1);

      expect(effects).toEqual(new Set(['k-1']));
      expect(count('completed')).toBe(1);
      await until('the next step', () => after.length > 0);
      expect(after).toHaveLength(1);
      expect(await harness.stalls()).toEqual([]);
    }, 180_000);

    test('a job that always fails is tried again with growing pauses, stalls, and ends once mended', async () => {
      const process = await deploy({ type: 'complaint:archive-case' });
      const { options, count, logger } = watched();
      const at: number[] = [];
      let isMended = false;
      keep(
        defineWorker(
          'complaint:archive-case',
          async () => {
            at.push(performance.now());
            if (!isMended) throw new TypeError('secret 13800138000');
            return {};
          },
          {},
          options,
        ),
      );

      await publish(process, { caseId: 'c-1' });
      await until('the stall', async () => (await harness.stalls()).length > 0);
      const [stall] = await harness.stalls();
      expect(at).toHaveLength(3);
      expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThan(190);
      expect(stall?.message).toBe('TypeError');
      expect(logger.lines.filter(({ event }) => event === 'job.stalled')).toHaveLength(1);

      isMended = true;
      await engine.updateJobRetries(stall?.jobKey ?? '', 3);
      await engine.resolveStall(stall?.key ?? '');
      await until('the end', () => count('completed') === 1);
    }, 180_000);

    test('variables no contract can hold stall their job while others flow', async () => {
      const poisoned = await deploy({ type: 'escalation:remind-office' });
      const healthy = await deploy({ type: 'complaint:hand-over' });
      const sick = watched();
      const well = watched();
      const handled: unknown[] = [];
      keep(
        defineWorker(
          'escalation:remind-office',
          async (input) => {
            handled.push(input);
            return {};
          },
          {},
          { ...sick.options, maxActive: 2 },
        ),
      );
      keep(defineWorker('complaint:hand-over', async () => ({}), {}, well.options));
      const row = JSON.stringify(ladder);
      const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
      const poisons = [
        `{"clockId":"k","rung":9007199254740993,"ladder":${row}}`,
        `{"clockId":"k","rung":1.234567890123456789012345678901234,"ladder":${row}}`,
        `{"clockId":"k","rung":1,"ladder":${deep}}`,
        `{"clockId":"k","rung":1,"ladder":{"__proto__":{"means":"m","role":"r"}}}`,
        String.raw`{"clockId":"\u0000","rung":1,"ladder":${row}}`,
        `{"clockId":"${'x'.repeat(300_000)}","rung":1,"ladder":${row}}`,
        `{"clockId":"${'x'.repeat(3_000_000)}","rung":1,"ladder":${row}}`,
        `{"clockId":7,"rung":1,"ladder":${row}}`,
        `{"rung":1,"ladder":${row}}`,
      ];

      let taken = 0;
      for (const [index, poison] of poisons.entries())
        if (await harness.publishRaw(poisoned, `poison-${index}`, poison)) taken += 1;
      await publish(poisoned, { clockId: 'k-9', rung: 1, ladder });
      for (let n = 0; n < 10; n += 1) await publish(healthy, { caseId: `c-${n}` });

      await until('the healthy ones', () => well.count('completed') === 10);
      await until('the good one among the poison', () => sick.count('completed') === 1);
      await until('the stalls', () => sick.count('stalled') === taken);
      expect(taken).toBeGreaterThanOrEqual(poisons.length - 1);
      expect(handled).toEqual([{ clockId: 'k-9', rung: 1, ladder }]);
      expect(Object.prototype).not.toHaveProperty('means');
    }, 180_000);

    test('half a character is never handled as it came', async () => {
      const process = await deploy({ type: 'publication:publish-reply' });
      const { options, count } = watched();
      const handled: string[] = [];
      keep(
        defineWorker(
          'publication:publish-reply',
          async ({ caseId }) => {
            handled.push(caseId);
            return {};
          },
          {},
          options,
        ),
      );

      await harness.publishRaw(process, 'half', String.raw`{"caseId":"\ud800","mayPublish":true}`);
      await publish(process, { caseId: 'whole', mayPublish: true });

      await until('both', () => count('completed') + count('stalled') === 2);
      expect(handled.filter((id) => /\p{Surrogate}/u.test(id))).toEqual([]);
      expect(handled).toContain('whole');
    });

    test('a refusal takes the way the diagram has for it, and is never tried again', async () => {
      const process = await deploy({
        type: 'complaint:notify-refused',
        catches: ['CASE_NOT_OPEN'],
      });
      const { options, count } = watched();
      const jobKeys = new Map<string, string>();
      keep(
        defineWorker(
          'complaint:notify-refused',
          async ({ caseId }, _, { key }) => {
            jobKeys.set(caseId, key);
            throw new Refusal(caseId);
          },
          {},
          options,
        ),
      );

      await publish(process, { caseId: 'CASE_NOT_OPEN' });
      await publish(process, { caseId: 'NOBODY_CATCHES_THIS' });
      await until('both', () => count('refused') === 2);

      const stalled = async () => (await harness.stalls()).map(({ jobKey }) => jobKey);
      const uncaught = jobKeys.get('NOBODY_CATCHES_THIS') ?? '';
      await until('the stall', async () => (await stalled()).includes(uncaught));
      expect(await stalled()).not.toContain(jobKeys.get('CASE_NOT_OPEN'));
    });

    test('what cannot be helped, or breaks the contract on its way out, stalls at once', async () => {
      const process = await deploy({ type: 'complaint:open-case' });
      const { options, count } = watched();
      let runs = 0;
      keep(
        defineWorker(
          'complaint:open-case',
          async ({ caseId }) => {
            runs += 1;
            if (caseId === 'hopeless') throw new Unrecoverable('there is no calendar');
            const receivedAt = 'yesterday';
            return { claimed: true, channel: 'web', topic: 't', area: null, receivedAt };
          },
          {},
          options,
        ),
      );

      await publish(process, { caseId: 'hopeless' });
      await publish(process, { caseId: 'broken' });
      await until('both', () => count('stalled') === 2);

      expect(runs).toBe(2);
      const messages = async () => (await harness.stalls()).map(({ message }) => message);
      await until('the stalls', async () =>
        (await messages()).some((text) => text.includes('no calendar')),
      );
      await until('the other', async () =>
        (await messages()).some((text) => text.includes('output: receivedAt')),
      );
    });

    test('work done while the engine is away is told when it is back, and is no failure', async () => {
      const process = await deploy({ type: 'complaint:dispatch-case', retries: 1 });
      const { options, count } = watched();
      let runs = 0;
      let finish = (): void => undefined;
      keep(
        defineWorker(
          'complaint:dispatch-case',
          async () => {
            runs += 1;
            if (runs === 1)
              await new Promise<void>((resolve) => {
                finish = resolve;
              });
            return {};
          },
          {},
          options,
        ),
      );
      await publish(process, { caseId: 'c-1', unitId: 'u-1' });
      await until('the job', () => runs === 1);

      await harness.goDown();
      finish();
      await harness.recover();

      // `gone` when the first answer was lost on the way: the engine had it.
      await until('the completion', () => count('completed') + count('gone') === 1, 90_000);
      expect(count('failed') + count('stalled')).toBe(0);
    }, 180_000);

    test('handlers that hang do not keep the worker from others', async () => {
      const process = await deploy({ type: 'complaint:send-first-response' });
      const { options, count } = watched({ maxActive: 1, timeoutMs: 1500 });
      const hung = new Set<string>();
      keep(
        defineWorker(
          'complaint:send-first-response',
          ({ caseId }) => {
            if (!caseId.startsWith('hangs') || hung.has(caseId)) return Promise.resolve({});
            hung.add(caseId);
            return new Promise(() => undefined);
          },
          {},
          options,
        ),
      );

      for (let n = 0; n < 8; n += 1) await publish(process, { caseId: `hangs-${n}` });
      for (const caseId of ['a', 'b', 'c']) await publish(process, { caseId });

      await until('all, the hanging ones on their second try', () => count('completed') === 11);
    }, 180_000);

    test('a stopping worker ends what it has, and leaves what hangs', async () => {
      const process = await deploy({ type: 'complaint:start-clocks' });
      const { options, count } = watched();
      const regime = {
        ...{ id: 'city', startEvent: 'received', doneAmount: 8, doneUnit: 'wd' },
        ...{ answeredBy: 'unit', publishes: true },
      };
      let finish = (): void => undefined;
      let runs = 0;
      const worker = defineWorker(
        'complaint:start-clocks',
        ({ caseId }) => {
          runs += 1;
          return new Promise((resolve) => {
            if (caseId === 'ends') finish = () => resolve({});
          });
        },
        {},
        options,
      );
      await publish(process, { caseId: 'ends', regime });
      await publish(process, { caseId: 'hangs', regime });
      await until('both', () => runs === 2);

      const stopped = worker.stop(500);
      finish();

      expect(await stopped).toBe(1);
      expect(count('completed')).toBe(1);
    });
  });
}
