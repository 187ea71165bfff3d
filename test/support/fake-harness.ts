import { FakeEngine } from './fake-engine.ts';
import { createKeptLog } from './quiet-logger.ts';
import type { EngineHarness } from './suites/engine-harness.ts';

/** The fake engine as the suites want it. */
export async function openFakeHarness(): Promise<EngineHarness> {
  const engine = new FakeEngine({ logger: createKeptLog() });
  const { broker } = engine;
  return {
    connect: () => engine.connect(),
    stalls: async () => [...broker.stalls.values()],
    taskKeys: async (processId) =>
      [...broker.tasks.values()]
        .filter(({ instance }) => instance.model.processId === processId)
        .map(({ key }) => key),
    publishRaw: async (name, key, variables) => {
      // A message larger than the engine's batch is refused at its door.
      if (variables.length > 2_000_000) return false;
      return broker.publish(name, key, key, 3_600_000, variables);
    },
    goDown: async () => engine.goDown(),
    loseAnswers: async () => engine.loseAnswers(),
    recover: async () => engine.recover(),
    close: async () => undefined,
  };
}
