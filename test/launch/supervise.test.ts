import { describe, expect, test } from '@jest/globals';
import type { Part } from '../../engine/launch/part.mjs';
import { openSupervisor } from '../../engine/launch/supervise.mjs';
import { deferred } from './deferred.ts';

/** A part whose end the test decides. */
function buildPart(name: string, log: string[] = []) {
  const { promise: ended, resolve: end } = deferred<string>();
  const part: Part = {
    name,
    pid: 1,
    logFile: '',
    ended,
    isRunning: () => true,
    lastWords: () => '',
    stop: async () => {
      log.push(name);
      end('code 0');
    },
    kill: async () => end('signal SIGKILL'),
  };
  return { part, end };
}

/** A supervisor whose pauses end at once and whose clock the test moves. */
function buildSupervisor() {
  const said: string[] = [];
  const pauses: number[] = [];
  const clock = { now: 0 };
  const supervisor = openSupervisor((sentence) => said.push(sentence), {
    pauseFor: async (ms) => pauses.push(ms),
    now: () => clock.now,
  });
  return { supervisor, said, pauses, clock };
}

/** Starts a part again and again; `starts[n]` resolves when it was started for the n-th time. */
function buildRestarts(count: number) {
  const parts = Array.from({ length: count }, () => buildPart('workers'));
  const waits = parts.map(() => deferred<void>());
  let next = 0;
  const supervised = {
    name: 'workers',
    start: async (started: (part: Part) => void) => {
      const index = next;
      next += 1;
      const part = parts[index]?.part;
      if (!part) throw new Error('started more often than the test expects');
      started(part);
      waits[index]?.resolve();
      return part;
    },
  };
  return { supervised, parts, started: (index: number) => waits[index]?.promise };
}

describe('the supervision', () => {
  test('starts a crashed part again and says so', async () => {
    const { supervisor, said } = buildSupervisor();
    const { supervised, parts, started } = buildRestarts(2);
    await supervisor.keep(supervised);

    parts[0]?.end('signal SIGKILL');
    await started(1);
    await new Promise(setImmediate);
    await supervisor.stop(['workers']);

    expect(said[0]).toBe('workers ended (signal SIGKILL); starting it again in 1 s');
    expect(said[1]).toBe('workers is up again');
  });

  test('waits longer each time, and shortly again after a healthy while', async () => {
    const { supervisor, pauses, clock } = buildSupervisor();
    const { supervised, parts, started } = buildRestarts(8);
    await supervisor.keep(supervised);

    for (let index = 0; index < 7; index += 1) {
      if (index === 6) clock.now += 61_000;
      parts[index]?.end('code 1');
      await started(index + 1);
      await new Promise(setImmediate);
    }
    await supervisor.stop(['workers']);

    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 1_000]);
  });

  test('tries again when a part does not get ready', async () => {
    const { supervisor, said } = buildSupervisor();
    const first = buildPart('Zeebe');
    const second = buildPart('Zeebe');
    const back = deferred<void>();
    const outcomes = [
      async () => first.part,
      async () => {
        throw new Error('Zeebe was not ready after 120 s');
      },
      async () => {
        return second.part;
      },
    ];
    await supervisor.keep({
      name: 'Zeebe',
      start: async (started) => {
        const part = await (outcomes.shift() ?? (() => Promise.reject(new Error('too often'))))();
        started(part);
        if (part === second.part) back.resolve();
        return part;
      },
    });

    first.end('code 3');
    await back.promise;
    await supervisor.stop(['Zeebe']);

    expect(said).toContain('Zeebe was not ready after 120 s');
    expect(said).toContain('Zeebe ended (it did not get ready); starting it again in 2 s');
  });

  test('ends the parts one after the other in the order given, and starts none again', async () => {
    const { supervisor, said } = buildSupervisor();
    const log: string[] = [];
    for (const name of ['MongoDB', 'Zeebe', 'workers', 'api']) {
      const { part } = buildPart(name, log);
      await supervisor.keep({
        name,
        start: async (started) => {
          started(part);
          return part;
        },
      });
    }

    await supervisor.stop(['api', 'workers', 'Zeebe', 'MongoDB']);

    expect(log).toEqual(['api', 'workers', 'Zeebe', 'MongoDB']);
    expect(said).toEqual([]);
  });
});
