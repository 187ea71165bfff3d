import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
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
import { samplePeople } from '../../workers/sample/institution.ts';
import { connectStore, type Store } from '../../workers/store/connect.ts';
import { type DeskClient, signIn } from './desk-client.ts';

const partNames = ['MongoDB', 'Zeebe', 'workers', 'api'] as const;
export type PartName = (typeof partNames)[number];

/** A whole installation as `npm start` runs it, every part a process of its own, in a folder that goes away. */
export interface Installation {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly mongoUri: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends a part as a power cut would. */
  readonly kill: (name: PartName) => Promise<void>;
  /** Starts a part that ended and waits until it is ready. */
  readonly start: (name: PartName) => Promise<void>;
  /** The password of everybody in the sample. */
  readonly password: () => Promise<string>;
  readonly signIn: (login: string) => Promise<DeskClient>;
  readonly openStore: () => Promise<Store>;
  readonly close: () => Promise<void>;
}

const logins = z.array(z.object({ password: z.string() })).min(1);

/**
 * Starts an installation with the sample institution.
 *
 * @param settings further settings of api and workers, e.g. a failpoint
 * @param partitions of the engine
 */
export async function openInstallation(
  settings: NodeJS.ProcessEnv = {},
  partitions = 1,
): Promise<Installation> {
  await ensureExporter();
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-'));
  await mkdir(join(dataDir, 'logs'));
  const ports = await anyFreePorts(portNames);
  const { signal } = new AbortController();
  const given = { dataDir, ports, sample: true, partitions, signal };
  const running = new Map<PartName, Part>();
  // Parts live in process groups of their own: a test that is ended must not leave them behind.
  const endWithUs = () => {
    for (const { pid, isRunning } of running.values())
      if (isRunning()) process.kill(pid, 'SIGKILL');
  };
  process.once('exit', endWithUs);
  const askedToEnd = () => process.exit(1);
  process.once('SIGTERM', askedToEnd);
  const mongo = mongoPart(given);
  const supervised: Partial<Record<PartName, Supervised>> = { MongoDB: mongo };

  async function start(name: PartName): Promise<void> {
    const part = supervised[name];
    if (part === undefined) throw new Error(`${name} is not known yet`);
    running.set(name, await part.start((begun) => running.set(name, begun)));
  }

  const stopAll = async () => {
    for (const name of partNames.toReversed()) await running.get(name)?.stop();
    process.removeListener('exit', endWithUs);
    process.removeListener('SIGTERM', askedToEnd);
  };

  async function startAll() {
    await start('MongoDB');
    const mongoUri = mongo.uri();
    const env = { ...(await houseEnv(given, mongoUri)), LOG_LEVEL: 'info', ...settings };
    const house = houseParts(given, env);
    supervised.Zeebe = zeebePart(given, mongoUri);
    supervised.workers = house.workers;
    supervised.api = house.api;
    for (const name of ['Zeebe', 'workers', 'api'] as const) await start(name);
    return { mongoUri, env };
  }

  // Whoever gets no installation has none to close; its logs stay, as the error names them.
  const { mongoUri, env } = await startAll().catch(async (error: unknown) => {
    await stopAll();
    throw error;
  });
  const baseUrl = `http://127.0.0.1:${ports.web}`;

  const password = async () => {
    const file = join(dataDir, 'secrets', 'sample-logins.json');
    return logins.parse(JSON.parse(await readFile(file, 'utf8')))[0]?.password ?? '';
  };

  return {
    baseUrl,
    password,
    dataDir,
    mongoUri,
    env,
    start,
    kill: async (name) => {
      await running.get(name)?.kill();
    },
    signIn: async (login) => {
      const known = samplePeople.some((person) => person.login === login);
      if (!known) throw new Error(`nobody of the sample signs in as ${login}`);
      return signIn(baseUrl, login, await password());
    },
    openStore: () => connectStore(mongoUri),
    close: async () => {
      await stopAll();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
