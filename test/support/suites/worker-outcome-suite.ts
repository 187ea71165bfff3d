import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../../processes/refusal.ts';
import { Unrecoverable } from '../../../workers/platform/errors.ts';
import { defineWorker } from '../../../workers/zeebe/define-worker.ts';
import { until } from '../until.ts';
import type { EngineHarness } from './engine-harness.ts';
import { useWorkers } from './worker-setup.ts';

const ladder = {
  ...{ means: 'phone', role: 'office', quietHours: true },
  ...{ nextAmount: 1, nextUnit: 'wd', dueAmount: null, dueUnit: null },
} as const;

/** What becomes of a job the house cannot or must not do. Each test serves a job type of its own. */
export function describeOutcomes(
  engineName: string,
  openHarness: () => Promise<EngineHarness>,
): void {
  describe(`outcomes on ${engineName}`, () => {
    const { deploy, publish, watched, keep, harness } = useWorkers(openHarness);

    test('variables no contract can hold stall their job while others flow', async () => {
      const poisoned = await deploy({ type: 'escalation:plan-rung' });
      const healthy = await deploy({ type: 'complaint:hand-over' });
      const sick = watched();
      const well = watched();
      const handled: unknown[] = [];
      keep(
        defineWorker(
          'escalation:plan-rung',
          async (input) => {
            handled.push(input);
            return { state: 'met', nextAt: null };
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
        if (await harness().publishRaw(poisoned, `poison-${index}`, poison)) taken += 1;
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
            return { published: true };
          },
          {},
          options,
        ),
      );

      await harness().publishRaw(process, 'half', String.raw`{"caseId":"\ud800"}`);
      await publish(process, { caseId: 'whole' });

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

      const stalled = async () => (await harness().stalls()).map(({ jobKey }) => jobKey);
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
            const facts = { topic: 't', area: null, unitId: null, complexity: null };
            return { claimed: true, channel: 'web', ...facts, receivedAt };
          },
          {},
          options,
        ),
      );

      await publish(process, { caseId: 'hopeless' });
      await publish(process, { caseId: 'broken' });
      await until('both', () => count('stalled') === 2);

      expect(runs).toBe(2);
      const messages = async () => (await harness().stalls()).map(({ message }) => message);
      await until('the stalls', async () =>
        (await messages()).some((text) => text.includes('no calendar')),
      );
      await until('the other', async () =>
        (await messages()).some((text) => text.includes('output: receivedAt')),
      );
    });
  });
}
