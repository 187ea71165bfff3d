import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startZeebe } from '../../engine/launch/zeebe.mjs';
import { hostClock } from '../../workers/platform/clock.ts';
import { createLogger } from '../../workers/platform/logger.ts';
import { connectEngine } from '../../workers/zeebe/adapter.ts';
import { deploySet, readSet } from '../../workers/zeebe/deploy.ts';
import type { EnginePort } from '../../workers/zeebe/port.ts';
import { type Child, startChild } from '../child.ts';
import { untilTaken } from '../until-taken.ts';
import { type KeyListener, listenForKeys } from './key-exporter.ts';

/** How the no-op workers get their jobs. */
export type Way = 'poll' | 'stream';

/** A second engine with the same diagrams, no-op workers and no database. */
export interface FloorStack {
  readonly engine: EnginePort;
  /** Gateway, gRPC, host:port. */
  readonly grpcAddress: string;
  readonly keys: KeyListener;
  /** Has the jobs served this way from now on; words of the workers go to `take`. */
  readonly serve: (way: Way, take: (word: unknown) => void) => Promise<void>;
  readonly pids: () => Readonly<Record<'workers' | 'zeebe', number>>;
  readonly stop: () => Promise<void>;
}

const models = fileURLToPath(new URL('../../processes', import.meta.url));

/** Asked anew this often, in ms: the tuned poll of the house's notes. */
const pollMs = 20;

/** Starts the engine of the floor and deploys the shipped diagrams. */
export async function startFloor(folder: string): Promise<FloorStack> {
  await mkdir(folder, { recursive: true });
  const keys = await listenForKeys(folder);
  const zeebe = await startZeebe({ dataDir: join(folder, 'zeebe'), env: { ...keys.env } });
  const { grpcAddress, restAddress } = zeebe;
  const engine = connectEngine({
    grpcAddress,
    restAddress,
    workerName: 'floor-client',
    now: hostClock(),
    logger: createLogger('silent', 'bench'),
  });
  const set = await readSet(models);
  const check = () => Promise.resolve([]);
  await untilTaken(() => deploySet(set, 'floor', { engine, check }));
  let workers: Child | null = null;
  let served: Way | null = null;

  async function stopWorkers(): Promise<void> {
    await workers?.stop();
    workers = null;
  }

  return {
    engine,
    grpcAddress,
    keys,
    serve: async (way, take) => {
      if (served !== way) {
        await stopWorkers();
        served = way;
        workers = startChild(
          new URL('worker.ts', import.meta.url),
          [grpcAddress, way, String(pollMs)],
          { logFile: join(folder, 'workers.log') },
        );
      }
      workers?.onWord(take);
    },
    pids: () => ({ workers: workers?.pid ?? 0, zeebe: zeebe.pid }),
    stop: async () => {
      await stopWorkers();
      await engine.close();
      await zeebe.stop();
      await keys.close();
    },
  };
}
