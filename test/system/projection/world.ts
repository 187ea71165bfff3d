import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureExporter } from '../../../engine/launch/exporter.mjs';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { startZeebe } from '../../../engine/launch/zeebe.mjs';
import { hostClock } from '../../../workers/platform/clock.ts';
import type { Logger } from '../../../workers/platform/logger.ts';
import {
  type Projection,
  type ProjectionDeps,
  type ProjectionOptions,
  startProjection,
} from '../../../workers/projection/projector.ts';
import { connectStore, type Store } from '../../../workers/store/connect.ts';
import { createEngineRecordStore } from '../../../workers/store/engine-records.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { createPositionStore } from '../../../workers/store/positions.ts';
import { createProjectionStore } from '../../../workers/store/projected.ts';
import { connectEngine } from '../../../workers/zeebe/adapter.ts';
import type { EnginePort } from '../../../workers/zeebe/port.ts';

/** A database of its own, with nothing in it. */
export interface Database {
  readonly uri: string;
  readonly store: Store;
  readonly stop: () => Promise<void>;
  /** Ends the server as a power cut would, and starts it again on the same data. */
  readonly killAndRestart: () => Promise<void>;
}

/** What a projector said as an alarm. */
export interface Alarms {
  readonly logger: Logger;
  readonly raised: { readonly event: string }[];
}

export async function startDatabase(): Promise<Database> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-projection-'));
  const first = await startMongo({ dataDir, expires: false });
  const store = await connectStore(first.uri);
  await ensureIndexes(store);
  let mongo = first;
  return {
    uri: first.uri,
    store,
    stop: async () => {
      await store.close();
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    killAndRestart: async () => {
      await mongo.kill();
      mongo = await startMongo({ dataDir, port: first.port, expires: false });
    },
  };
}

/** The engine with the exporter, two partitions, and the small diagrams deployed. */
export async function startEngine(uri: string) {
  await ensureExporter();
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-engine-'));
  const options = { dataDir, exporterUri: uri, partitions: 2, controlledClock: true };
  let zeebe = await startZeebe(options);
  const engine = connectEngine({
    grpcAddress: zeebe.grpcAddress,
    restAddress: zeebe.restAddress,
    workerName: 'projection-test',
    now: hostClock(),
    logger: createAlarms().logger,
  });
  await deploySmall(engine);
  return {
    engine,
    addTime: (milliseconds: number) => zeebe.addTime(milliseconds),
    /** Ends the broker as a power cut would, and starts it again on the same data and ports. */
    killAndRestart: async () => {
      await zeebe.kill();
      zeebe = await startZeebe({ ...options, ports: zeebe.ports });
    },
    stop: async () => {
      await engine.close();
      await zeebe.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function deploySmall(engine: EnginePort): Promise<void> {
  const files = ['small-complaint.bpmn', 'small-signing.bpmn', 'urgency.dmn', 'small-check.form'];
  await engine.deploy(
    await Promise.all(
      files.map(async (name) => ({
        name,
        content: await readFile(new URL(name, import.meta.url), 'utf8'),
      })),
    ),
  );
}

export function createAlarms(): Alarms {
  const raised: { event: string }[] = [];
  const logger: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => raised.push({ event, ...fields }),
    of: () => logger,
  };
  return { logger, raised };
}

export function projectionDeps(store: Store, logger = createAlarms().logger): ProjectionDeps {
  return {
    records: createEngineRecordStore(store),
    projected: createProjectionStore(store),
    positions: createPositionStore(store),
    logger,
  };
}

export function project(
  store: Store,
  options: ProjectionOptions = {},
  logger = createAlarms().logger,
): Projection {
  return startProjection(projectionDeps(store, logger), options);
}

/** Waits until `look` finds something; the limit is only a net. */
export async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  const limit = performance.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > limit) throw new Error('what was waited for has not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
