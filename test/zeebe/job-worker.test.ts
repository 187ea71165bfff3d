import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import type { EngineJob, EngineWorker } from '../../workers/zeebe/port.ts';
import { buildDiagram } from '../support/build-diagram.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { createKeptLog } from '../support/quiet-logger.ts';
import { until } from '../support/until.ts';

const workers = new Set<EngineWorker>();
afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.stop(100)));
  workers.clear();
});

async function serveOne(maxActive = 8, longPollMs = 100) {
  const logger = createKeptLog();
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const fake = new FakeEngine({ logger, longPollMs, now });
  const engine = fake.connect();
  await engine.deploy([buildDiagram('one', [{ type: 'work' }])]);
  const seen: EngineJob[] = [];
  let hold: Promise<void> = Promise.resolve();
  const worker = engine.createWorker({
    type: 'work',
    fetchVariables: [],
    maxActive,
    timeoutMs: 10_000,
    handle: async (job) => {
      seen.push(job);
      await hold;
      await engine.completeJob(job.key, {});
    },
  });
  workers.add(worker);
  const publish = () => {
    const key = randomUUID();
    const about = { name: 'one', correlationKey: key, messageId: key, ttlMs: 1000, variables: {} };
    return engine.publishMessage(about);
  };
  const holdAll = () => {
    let letGo = (): void => undefined;
    hold = new Promise((resolve) => {
      letGo = resolve;
    });
    return letGo;
  };
  const count = (event: string) => logger.lines.filter((line) => line.event === event).length;
  const jump = (milliseconds: number) => {
    offset += milliseconds;
  };
  return { fake, engine, worker, seen, publish, holdAll, count, jump };
}

test('a worker the engine has fallen silent to says so, leaves the connection and goes on', async () => {
  const { fake, worker, seen, publish, count } = await serveOne();
  await until('a first answer', () => Date.now() - worker.lastActivity().getTime() < 50);

  fake.fallSilent();
  await publish();
  await until('the alarm', () => worker.isSilent() || fake.renewals > 0);
  await until('a new connection', () => fake.renewals > 0);

  await until('the job', () => seen.length === 1);
  await until('calm', () => !worker.isSilent());
  expect(count('worker.silent')).toBe(1);
});

test('an idle worker is not silent: an empty answer is an answer', async () => {
  const { fake, worker, count } = await serveOne();
  const since = worker.lastActivity().getTime();

  await until('several answers', () => worker.lastActivity().getTime() - since > 500);

  expect(worker.isSilent()).toBe(false);
  expect(count('worker.silent')).toBe(0);
  expect(fake.renewals).toBe(0);
});

test('an engine that has too much to do is not silent, and is asked again', async () => {
  const { fake, worker, seen, publish, count } = await serveOne(8, 2000);
  const since = worker.lastActivity().getTime();

  fake.beBusy();
  await until('refusals', () => worker.lastActivity().getTime() - since > 500);
  expect(worker.isSilent()).toBe(false);
  expect(count('worker.silent') + count('worker.request-failed')).toBe(0);

  fake.recover();
  await publish();
  await until('the job', () => seen.length === 1);
});

test('a house whose clock jumps is not cut off from an engine that answers', async () => {
  const { fake, worker, publish, seen, count, jump } = await serveOne(8, 2000);
  await until('a first answer', () => worker.lastActivity().getTime() > 0);

  jump(3_600_000);
  expect(worker.isSilent()).toBe(false);
  const looked = performance.now();
  await until('a look of the watchdog', () => performance.now() - looked > 1100);
  await publish();
  await until('the job', () => seen.length === 1);

  expect(count('worker.silent')).toBe(0);
  expect(fake.renewals).toBe(0);
});

test('a connection that brings jobs of another type is kept, though requests of one type go unanswered', async () => {
  const { fake, worker, count, engine } = await serveOne();
  await engine.deploy([buildDiagram('two', [{ type: 'other' }])]);
  const other = engine.createWorker({
    ...{ type: 'other', fetchVariables: [], maxActive: 8, timeoutMs: 10_000 },
    handle: async (job) => {
      await engine.completeJob(job.key, {});
    },
  });
  workers.add(other);
  await until('a first answer', () => Date.now() - worker.lastActivity().getTime() < 50);

  fake.ignore('work');
  const since = performance.now();
  await until('five requests of patience', () => performance.now() - since > 500);
  expect([worker.isSilent(), count('worker.silent'), fake.renewals]).toEqual([false, 0, 0]);

  await until('the end of patience', () => fake.renewals > 0);
  expect(count('worker.silent')).toBe(1);
});

test('a worker that has as much as it may hold takes only the share of the backlog besides', async () => {
  const { worker, seen, publish, holdAll } = await serveOne(4);
  const letGo = holdAll();

  for (let n = 0; n < 20; n += 1) await publish();
  await until('full hands', () => seen.length >= 8);
  expect(worker.active()).toBeLessThanOrEqual(4 + 4 + 3);
  letGo();

  await until('all', () => seen.length === 20);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(20);
});
