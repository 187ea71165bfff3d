// The four parts of one installation and what each of them is told.
import { join } from 'node:path';
import { startMongo } from './mongo.mjs';
import { startPart } from './part.mjs';
import { repoDir } from './paths.mjs';
import { ruleLabEnv } from './rule-lab.mjs';
import { secret } from './secrets.mjs';
import { answersOk, untilReady } from './wait.mjs';
import { startZeebe } from './zeebe.mjs';

/** Where each part listens unless that port is busy: one block beside the web port. */
export const usualPorts = {
  web: 8420,
  workers: 8421,
  mongo: 8422,
  gateway: 8423,
  rest: 8424,
  management: 8425,
  command: 8426,
  internal: 8427,
};

/** @typedef {keyof typeof usualPorts} PortName */
/** @typedef {typeof usualPorts} Ports */

/** @type {readonly PortName[]} */
export const portNames = [
  'web',
  'workers',
  'mongo',
  'gateway',
  'rest',
  'management',
  'command',
  'internal',
];

/**
 * @typedef {object} Installation
 * @property {string} dataDir
 * @property {Ports} ports
 * @property {boolean} sample
 * @property {number} [partitions] of the engine, default 1
 * @property {AbortSignal} signal
 */

/** @typedef {import('./supervise.mjs').Supervised} Supervised */

/**
 * @param {Installation} installation
 * @returns {Supervised & { uri: () => string }} `uri` is known once it has started
 */
export function mongoPart(installation) {
  const { dataDir, ports, signal } = installation;
  let uri = process.env.MONGODB_URI ?? '';
  return {
    name: 'MongoDB',
    uri: () => uri,
    start: async (started) => {
      const running = await startMongo({
        dataDir: join(dataDir, 'mongo'),
        port: ports.mongo,
        auth: true,
        secretsDir: join(dataDir, 'secrets'),
        logFile: logFile(installation, 'mongo'),
        ownGroup: true,
        onStart: started,
        signal,
      });
      uri = running.uri;
      return running;
    },
  };
}

/**
 * @param {Installation} installation
 * @param {string} mongoUri
 * @returns {Supervised}
 */
export function zeebePart(installation, mongoUri) {
  const { dataDir, ports, signal } = installation;
  return {
    name: 'Zeebe',
    start: (started) =>
      startZeebe({
        dataDir: join(dataDir, 'zeebe'),
        ports,
        exporterUri: mongoUri,
        partitions: installation.partitions ?? 1,
        logFile: logFile(installation, 'zeebe'),
        ownGroup: true,
        onStart: started,
        signal,
      }),
  };
}

/**
 * The two processes of our own.
 *
 * @param {Installation} installation
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ workers: Supervised, api: Supervised }}
 */
export function houseParts(installation, env) {
  const { ports } = installation;
  return {
    workers: nodePart(installation, { name: 'workers', port: ports.workers, env }),
    api: nodePart(installation, { name: 'api', port: ports.web, env }),
  };
}

/**
 * @param {Installation} installation
 * @param {string} mongoUri
 * @returns {Promise<NodeJS.ProcessEnv>} the settings of api and workers
 */
export async function houseEnv(installation, mongoUri) {
  const { dataDir, ports, sample } = installation;
  const secrets = join(dataDir, 'secrets');
  const [session, tracking, digest, admin] = await Promise.all([
    secret(secrets, 'session-secret'),
    secret(secrets, 'tracking-secret'),
    secret(secrets, 'digest-secret'),
    secret(secrets, 'admin-password', 15),
  ]);
  return {
    NODE_ENV: 'production',
    ...(await ruleLabEnv()),
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(ports.web),
    WORKERS_PORT: String(ports.workers),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://127.0.0.1:${ports.web}`,
    MONGODB_URI: mongoUri,
    ZEEBE_GRPC_ADDRESS: `127.0.0.1:${ports.gateway}`,
    ZEEBE_REST_ADDRESS: `http://127.0.0.1:${ports.rest}`,
    ZEEBE_MANAGEMENT_ADDRESS: `http://127.0.0.1:${ports.management}`,
    DATA_DIR: dataDir,
    SESSION_SECRET_FILE: session.file,
    TRACKING_SECRET_FILE: tracking.file,
    DIGEST_SECRET_FILE: digest.file,
    ADMIN_PASSWORD_FILE: admin.file,
    SAMPLE_DATA: String(sample),
  };
}

/**
 * @param {Installation} installation
 * @param {{ name: 'api' | 'workers', port: number, env: NodeJS.ProcessEnv }} process_
 * @returns {Supervised}
 */
function nodePart(installation, { name, port, env }) {
  return {
    name,
    start: async (started) => {
      const part = await startPart({
        name,
        command: process.execPath,
        args: ['--import', 'tsx', join(repoDir, name, 'main.ts')],
        cwd: repoDir,
        env,
        logFile: logFile(installation, name),
        ownGroup: true,
        stopLimitMs: 20_000,
      });
      started(part);
      const isReady = () => answersOk(`http://127.0.0.1:${port}/readyz`);
      try {
        await untilReady(part, isReady, { limitMs: 120_000, signal: installation.signal });
      } catch (error) {
        await part.stop();
        throw error;
      }
      return part;
    },
  };
}

/**
 * @param {Installation} installation
 * @param {string} name
 */
function logFile(installation, name) {
  return join(installation.dataDir, 'logs', `${name}.log`);
}
