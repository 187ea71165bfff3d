import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { EnginePort, EngineWorker } from '../../../workers/zeebe/port.ts';
import { buildDiagram, type StepSpec } from '../build-diagram.ts';
import type { EngineHarness } from './engine-harness.ts';

/** An engine for the tests of one suite; workers that are kept are stopped after each. */
export function useEngine(openHarness: () => Promise<EngineHarness>) {
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

  return {
    engine: () => engine,
    harness: () => harness,
    /** Deploys a diagram of these steps under an id of its own. */
    deploy: async (...steps: readonly StepSpec[]): Promise<string> => {
      const id = `p-${randomUUID()}`;
      await engine.deploy([buildDiagram(id, steps)]);
      return id;
    },
    keep: (worker: EngineWorker): EngineWorker => {
      workers.add(worker);
      return worker;
    },
  };
}
