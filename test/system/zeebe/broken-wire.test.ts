import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { buildDiagram } from '../../support/build-diagram.ts';
import { until } from '../../support/until.ts';
import { openZeebeHarness, type ZeebeHarness } from '../../support/zeebe-harness.ts';

jest.setTimeout(180_000);

let harness: ZeebeHarness;
beforeAll(async () => {
  harness = await openZeebeHarness();
});
afterAll(() => harness.close());

async function serve() {
  const engine = harness.connect();
  const type = randomUUID();
  const process = `p-${type}`;
  await engine.deploy([buildDiagram(process, [{ type }])]);
  const seen: string[] = [];
  const worker = engine.createWorker({
    type,
    fetchVariables: [],
    maxActive: 8,
    timeoutMs: 5000,
    handle: async (job) => {
      seen.push(job.key);
      await engine.completeJob(job.key, {}).catch(() => undefined);
    },
  });
  const publish = (key: string) =>
    engine.publishMessage({
      ...{ name: process, correlationKey: key, messageId: key, ttlMs: 3_600_000, variables: {} },
    });
  await publish('first');
  await until('the first job', () => seen.length === 1);
  return { worker, seen, publish };
}

test('a wire that went dead without a word is noticed and left, and work goes on once it is whole', async () => {
  const { worker, seen, publish } = await serve();

  harness.grpcWire.set('black-hole');
  await until('the alarm', () => worker.isSilent());
  await until('a new connection', () =>
    harness.log.lines.some(({ event }) => event === 'engine.link-renewed'),
  );
  harness.grpcWire.set('pass');
  await until('an answer', () => publish('second').then(Boolean, () => false));

  await until('the second job', () => seen.length >= 2, 30_000);
  await until('calm', () => !worker.isSilent());
  expect(await worker.stop(5000)).toBe(0);
});

test('a wire that is cut is found whole again', async () => {
  const { worker, seen, publish } = await serve();

  for (let n = 0; n < 5; n += 1) {
    harness.grpcWire.cut();
    await until('an answer', () => publish(`cut-${n}`).then(Boolean, () => false));
    await until('the job', () => seen.length >= 2 + n, 30_000);
  }

  expect(await worker.stop(5000)).toBe(0);
});
