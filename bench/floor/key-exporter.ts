import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findJdk } from '../../engine/launch/jdk.mjs';
import { ensureZeebe } from '../../engine/launch/zeebe-binary.mjs';

const run = promisify(execFile);
const source = fileURLToPath(new URL('KeyExporter.java', import.meta.url));

/** A user task as the engine created it. */
export interface CreatedTask {
  readonly taskKey: string;
  readonly elementId: string;
  readonly instanceKey: string;
  /** Of the record, in ms. */
  readonly createdAt: number;
}

/** Listens for the keys that the floor's engine tells. */
export interface KeyListener {
  /** What the broker needs to load the exporter. */
  readonly env: Readonly<Record<string, string>>;
  readonly onTask: (take: (task: CreatedTask) => void) => void;
  readonly close: () => Promise<void>;
}

async function buildJar(folder: string): Promise<string> {
  const jdk = await findJdk();
  if (jdk === null) throw new Error('no JDK was found for the exporter of the floor');
  const home = await ensureZeebe({});
  const classes = join(folder, 'classes');
  const jar = join(folder, 'key-exporter.jar');
  await mkdir(classes, { recursive: true });
  const bin = (name: string) => join(jdk.home, 'bin', name);
  await run(bin('javac'), ['--release', '21', '-cp', `${home}/lib/*`, '-d', classes, source]);
  await run(bin('jar'), ['--create', '--file', jar, '-C', classes, '.']);
  return jar;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return address.port;
}

/** Builds the exporter into `folder` and listens for it. */
export async function listenForKeys(folder: string): Promise<KeyListener> {
  const jar = await buildJar(folder);
  let take: (task: CreatedTask) => void = () => undefined;
  const server = createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      const [taskKey = '', elementId = '', instanceKey = '', createdAt = ''] = line.split('\t');
      take({ taskKey, elementId, instanceKey, createdAt: Number(createdAt) });
    });
    // The broker is killed at the end of a run.
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      ZEEBE_BROKER_EXPORTERS_KEYS_CLASSNAME: 'org.huiying.bench.KeyExporter',
      ZEEBE_BROKER_EXPORTERS_KEYS_JARPATH: jar,
      ZEEBE_BROKER_EXPORTERS_KEYS_ARGS_PORT: String(portOf(server)),
    },
    onTask: (listener) => {
      take = listener;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
