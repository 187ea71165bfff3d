import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { JobType } from '../../../processes/contracts.ts';
import type { JobEnding, WorkerOptions } from '../../../workers/zeebe/define-worker.ts';
import type { EnginePort, EngineWorker } from '../../../workers/zeebe/port.ts';
import { buildDiagram, type StepSpec } from '../build-diagram.ts';
import { createKeptLog } from '../quiet-logger.ts';
import type { EngineHarness } from './engine-harness.ts';

const hour = 3_600_000;

/** An engine for the tests of one suite; workers that are kept are stopped after each. */
export function useWorkers(openHarness: () => Promise<EngineHarness>) {
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

  return {
    deploy,
    publish,
    watched,
    keep,
    engine: () => engine,
    harness: () => harness,
  };
}
