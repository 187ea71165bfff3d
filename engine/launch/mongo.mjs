// MongoDB as a durable single-node replica set: a standalone can lose acknowledged writes in a
// crash and knows no transactions.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureMongod } from './mongod-binary.mjs';
import { startPart } from './part.mjs';
import { anyFreePort } from './ports.mjs';
import { openReplicaSet } from './replica-set.mjs';
import { secret } from './secrets.mjs';
import { untilReady } from './wait.mjs';

export const databaseName = 'huiying';

/**
 * @typedef {object} MongoOptions
 * @property {string} dataDir the database's own folder; made when missing
 * @property {number} [port] default: any free one
 * @property {boolean} [auth] with key file and passwords made on the first start; default false,
 *   for tests
 * @property {string} [secretsDir] where passwords are kept; needed with auth
 * @property {string} [mongod] the program; default: what `ensureMongod` finds
 * @property {string} [logFile] default: mongod.log in the data folder
 * @property {number} [cacheGb] memory for WiredTiger's cache; default 0.5
 * @property {boolean} [expires] false: keeps what is past its time; for a house whose clock is not the
 *   machine's. Default true
 * @property {boolean} [ownGroup] see part.mjs
 * @property {AbortSignal} [signal] ends the wait for readiness
 * @property {(part: import('./part.mjs').Part) => void} [onStart] told at once, before it is ready
 */

/**
 * @typedef {import('./part.mjs').Part & { uri: string, port: number }} RunningMongo
 */

/**
 * Starts the database and waits until it takes writes.
 *
 * @param {MongoOptions} options
 * @returns {Promise<RunningMongo>} `uri` names the database and carries the application's password
 */
export async function startMongo(options) {
  const { dataDir, signal } = options;
  const mongod = options.mongod ?? (await ensureMongod());
  const port = options.port ?? (await anyFreePort());
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const access = options.auth ? await accessFrom(options.secretsDir) : null;
  const part = await startPart({
    name: 'MongoDB',
    command: mongod,
    args: [
      ...['--dbpath', dataDir, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...['--nounixsocket', '--replSet', 'rs0', '--oplogSize', '512'],
      ...['--wiredTigerCacheSizeGB', String(options.cacheGb ?? 0.5)],
      ...(access ? ['--keyFile', access.keyFile] : []),
      ...(options.expires === false ? ['--setParameter', 'ttlMonitorEnabled=false'] : []),
    ],
    env: process.env,
    logFile: options.logFile ?? join(dataDir, 'mongod.log'),
    ownGroup: options.ownGroup ?? false,
    stopLimitMs: 30_000,
  });
  options.onStart?.(part);
  try {
    await untilReady(part, () => openReplicaSet(port, access), { limitMs: 60_000, signal });
  } catch (error) {
    await part.stop();
    throw error;
  }
  return { ...part, uri: uriOf(port, access), port };
}

/**
 * @param {number} port
 * @param {import('./replica-set.mjs').Access | null} access
 * @returns {string} names the database and carries the application's password
 */
export function uriOf(port, access) {
  const login = access ? `${access.user}:${encodeURIComponent(access.password)}@` : '';
  const source = access ? '&authSource=admin' : '';
  return `mongodb://${login}127.0.0.1:${port}/${databaseName}?replicaSet=rs0${source}`;
}

/**
 * @param {string | undefined} secretsDir
 * @returns {Promise<import('./replica-set.mjs').Access>}
 */
export async function accessFrom(secretsDir) {
  if (secretsDir === undefined) throw new Error('MongoDB with passwords needs a secrets folder');
  const [key, adminPassword, password] = await Promise.all([
    secret(secretsDir, 'mongo-key', 60),
    secret(secretsDir, 'mongo-admin-password'),
    secret(secretsDir, 'mongo-password'),
  ]);
  return {
    keyFile: key.file,
    adminPassword: adminPassword.text,
    user: 'huiying',
    password: password.text,
  };
}
