import { describe, expect, test } from '@jest/globals';
import { defineWorker } from '../../../workers/zeebe/define-worker.ts';
import { until } from '../until.ts';
import type { EngineHarness } from './engine-harness.ts';
import { useWorkers } from './worker-setup.ts';

/** What a worker of the house promises over time, on the real engine and on the fake one. Each test serves a job type of its own. */
export function describeWorkers(
  engineName: string,
  openHarness: () => Promise<EngineHarness>,
): void {
  describe(`workers on ${engineName}`, () => {
    const { deploy, publish, watched, keep, engine, harness } = useWorkers(openHarness);

    test('a job that outlives its lock is handled twice and counts once', async () => {
      const process = await deploy({ type: 'clock:ring' }, { type: 'clock:compute-next' });
      const { options, count } = watched({ timeoutMs: 1000 });
      const effects = new Set<string>();
      const after: string[] = [];
      let runs = 0;
      for (const other of [engine(), harness().connect()]) {
        keep(
          defineWorker(
            'clock:ring',
            async ({ clockId }) => {
              runs += 1;
              const wait = runs === 1 ? 3000 : 100;
              await new Promise((resolve) => setTimeout(resolve, wait));
              effects.add(clockId);
              return { early: false };
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
      expect(await harness().stalls()).toEqual([]);
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
      await until('the stall', async () => (await harness().stalls()).length > 0);
      const [stall] = await harness().stalls();
      expect(at).toHaveLength(3);
      expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThan(190);
      expect(stall?.message).toBe('TypeError');
      expect(logger.lines.filter(({ event }) => event === 'job.stalled')).toHaveLength(1);

      isMended = true;
      await engine().updateJobRetries(stall?.jobKey ?? '', 3);
      await engine().resolveStall(stall?.key ?? '');
      await until('the end', () => count('completed') === 1);
    }, 180_000);

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

      await harness().goDown();
      finish();
      await harness().recover();

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
