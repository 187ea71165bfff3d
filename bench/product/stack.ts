import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureExporter } from '../../engine/launch/exporter.mjs';
import type { Part } from '../../engine/launch/part.mjs';
import { anyFreePorts } from '../../engine/launch/ports.mjs';
import {
  houseEnv,
  houseParts,
  mongoPart,
  portNames,
  zeebePart,
} from '../../engine/launch/stack.mjs';
import type { Supervised } from '../../engine/launch/supervise.mjs';
import { connectStore, type Store } from '../../workers/store/connect.ts';
import { createDefinitionStore } from '../../workers/store/definitions.ts';
import { createStores, type Stores } from '../../workers/store/stores.ts';
import { pause } from '../load.ts';

const names = ['mongod', 'zeebe', 'workers', 'api'] as const;
type Name = (typeof names)[number];

/** The whole product as `npm start` runs it, every part a process of its own, in a folder of its own. */
export interface ProductStack {
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly store: Store;
  readonly stores: Stores;
  /** Process ids by name: the engine's changes when it is started again. */
  readonly pids: () => Readonly<Record<Name, number>>;
  /** Ends the engine as a power cut would. */
  readonly killEngine: () => Promise<void>;
  readonly restartEngine: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

function profiling(folder: string) {
  const hook = new URL('profile.mjs', import.meta.url).href;
  return { NODE_OPTIONS: `--import ${hook}`, BENCH_PROFILE_DIR: folder };
}

/** Tasks can be completed only once the record stream has shown what is deployed. */
async function untilShown(store: Store): Promise<void> {
  const definitions = createDefinitionStore(store);
  while ((await definitions.newest('process', 'complaint')) === null) await pause(50);
}

/**
 * Starts database, engine with exporter, workers and api, with the sample institution.
 *
 * @param profileDir folder for CPU profiles of workers and api; null: none are taken
 */
export async function startProduct(
  dataDir: string,
  profileDir: string | null,
): Promise<ProductStack> {
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  await ensureExporter();
  const ports = await anyFreePorts(portNames);
  const given = { dataDir, ports, sample: true, signal: new AbortController().signal };
  const running = new Map<Name, Part>();
  const start = async (name: Name, part: Supervised) => {
    await part.start((begun) => running.set(name, begun));
  };
  // Nobody else ends them when this process dies: they have process groups of their own.
  process.once('exit', () => {
    for (const part of running.values()) void part.kill();
  });

  const mongo = mongoPart(given);
  await start('mongod', mongo);
  const zeebe = zeebePart(given, mongo.uri());
  await start('zeebe', zeebe);
  const env = {
    ...(await houseEnv(given, mongo.uri())),
    LOG_LEVEL: 'info',
    COMPLAINTS_PER_HOUR: '0',
    ...(profileDir === null ? {} : profiling(profileDir)),
  };
  const house = houseParts(given, env);
  await start('workers', house.workers);
  await start('api', house.api);
  const store = await connectStore(mongo.uri());
  await untilShown(store);
  const pid = (name: Name) => running.get(name)?.pid ?? 0;
  return {
    dataDir,
    baseUrl: `http://127.0.0.1:${ports.web}`,
    store,
    stores: createStores(store),
    pids: () => ({
      mongod: pid('mongod'),
      zeebe: pid('zeebe'),
      workers: pid('workers'),
      api: pid('api'),
    }),
    killEngine: async () => {
      await running.get('zeebe')?.kill();
    },
    restartEngine: () => start('zeebe', zeebe),
    stop: async () => {
      await store.close();
      for (const name of names.toReversed()) await running.get(name)?.stop();
    },
  };
}
