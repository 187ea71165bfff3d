import { randomUUID } from 'node:crypto';
import type { JobType } from '../../../processes/contracts.ts';
import type { JobEnding, WorkerOptions } from '../../../workers/zeebe/define-worker.ts';
import { createKeptLog } from '../quiet-logger.ts';
import type { EngineHarness } from './engine-harness.ts';
import { useEngine } from './use-engine.ts';

const hour = 3_600_000;

/** An engine for the tests of one suite; workers that are kept are stopped after each. */
export function useWorkers(openHarness: () => Promise<EngineHarness>) {
  const { engine, harness, deploy, keep } = useEngine(openHarness);

  function publish(message: string, variables: Readonly<Record<string, unknown>>) {
    const key = randomUUID();
    const told = { name: message, correlationKey: key, messageId: key, ttlMs: hour, variables };
    return engine().publishMessage(told);
  }

  /** A worker's surroundings, with what it noted. */
  function watched(changes: Partial<WorkerOptions> = {}) {
    const endings: { type: JobType; how: JobEnding }[] = [];
    const logger = createKeptLog();
    const options: WorkerOptions = {
      engine: engine(),
      logger,
      now: () => new Date(),
      meter: { ended: (type, how) => endings.push({ type, how }) },
      backOff: { baseMs: 200, factor: 2, maxMs: 1000 },
      ...changes,
    };
    const count = (how: JobEnding) => endings.filter((ending) => ending.how === how).length;
    return { options, endings, logger, count };
  }

  return {
    deploy,
    publish,
    watched,
    keep,
    engine,
    harness,
  };
}
