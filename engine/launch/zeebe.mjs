// The engine: one broker, every port on the loopback address.
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brokerCommand, ensureArchive } from './broker-command.mjs';
import { exporterEnv, exporterJar } from './exporter.mjs';
import { startPart } from './part.mjs';
import { anyFreePort } from './ports.mjs';
import { answersOk, untilReady } from './wait.mjs';
import { ensureZeebe } from './zeebe-binary.mjs';

/**
 * @typedef {object} ZeebePorts
 * @property {number} gateway gRPC
 * @property {number} rest
 * @property {number} management
 * @property {number} command between brokers
 * @property {number} internal between brokers
 */

/**
 * @typedef {object} ZeebeOptions
 * @property {string} dataDir the engine's own folder; made when missing
 * @property {Partial<ZeebePorts>} [ports] default: any free ones
 * @property {string} [exporterUri] MongoDB to which records go; without it nothing is exported
 * @property {string} [exporterDatabase] default huiying
 * @property {boolean} [controlledClock] lets a test move the engine's time
 * @property {number} [partitions] default 1
 * @property {NodeJS.ProcessEnv} [env] further settings of the broker
 * @property {string} [logFile] default: zeebe.log in the data folder
 * @property {string} [memory] Java heap, default 768m
 * @property {boolean} [ownGroup] see part.mjs
 * @property {number} [readyLimitMs] default 120 s; Infinity suits a broker of a cluster
 * @property {boolean} [wait] default true; false returns at once, call `ready()`
 * @property {string} [recordTo] for the first run only, see broker-command.mjs
 * @property {AbortSignal} [signal] ends the wait for readiness
 * @property {(part: import('./part.mjs').Part) => void} [onStart] told at once, before it is ready
 */

/**
 * @typedef {object} ZeebeAddresses
 * @property {string} grpcAddress host:port
 * @property {string} restAddress http://host:port
 * @property {string} managementAddress http://host:port
 * @property {ZeebePorts} ports
 * @property {() => Promise<void>} ready until every partition has a healthy leader
 * @property {(milliseconds: number) => Promise<void>} addTime needs `controlledClock`
 */

/** @typedef {import('./part.mjs').Part & ZeebeAddresses} RunningZeebe */

/**
 * Starts the engine and waits until every partition has a healthy leader.
 *
 * @param {ZeebeOptions} options
 * @returns {Promise<RunningZeebe>}
 */
export async function startZeebe(options) {
  const { dataDir, signal } = options;
  const home = await ensureZeebe(signal ? { signal } : {});
  if (options.recordTo === undefined) await ensureFastStart(home, signal);
  const ports = await fillPorts(options.ports ?? {});
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const partitions = options.partitions ?? 1;
  const part = await startPart({
    name: 'Zeebe',
    ...(await brokerCommand(
      home,
      {
        heap: options.memory ?? '768m',
        // Whoever moves the clock is a test: it ends before the second compiler has paid off.
        shortLived: options.controlledClock ?? false,
      },
      options.recordTo,
    )),
    cwd: dataDir,
    env: await brokerEnv(options, ports, partitions),
    logFile: options.logFile ?? join(dataDir, 'zeebe.log'),
    ownGroup: options.ownGroup ?? false,
    // Writing the archive of loaded classes is part of a recorded run's end.
    stopLimitMs: options.recordTo === undefined ? 30_000 : 300_000,
  });
  options.onStart?.(part);
  const restAddress = `http://127.0.0.1:${ports.rest}`;
  const managementAddress = `http://127.0.0.1:${ports.management}`;
  const ready = () =>
    untilReady(part, () => isReady(restAddress, managementAddress, partitions), {
      limitMs: options.readyLimitMs ?? 120_000,
      signal,
      everyMs: 200,
    });
  if (options.wait ?? true) {
    try {
      await ready();
    } catch (error) {
      await part.kill();
      throw error;
    }
  }
  return {
    ...part,
    grpcAddress: `127.0.0.1:${ports.gateway}`,
    restAddress,
    managementAddress,
    ports,
    ready,
    addTime: (milliseconds) => addTime(managementAddress, milliseconds),
  };
}

/**
 * Lets every later start take half the time, at the price of one run now.
 *
 * @param {string} home the unpacked distribution
 * @param {AbortSignal} [signal]
 */
export async function ensureFastStart(home, signal) {
  await ensureArchive(home, async (dataDir, recordTo) => {
    const once = await startZeebe({ dataDir, recordTo, ...(signal ? { signal } : {}) });
    await once.stop();
  });
}

/**
 * @param {ZeebeOptions} options
 * @param {ZeebePorts} ports
 * @param {number} partitions
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function brokerEnv(options, ports, partitions) {
  return {
    ...process.env,
    ZEEBE_LOG_LEVEL: 'info',
    ZEEBE_BROKER_DATA_DIRECTORY: options.dataDir,
    // The engine's reserve is a share of the whole disk by default, which a big full disk fails.
    ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '2GB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '1GB',
    ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
    ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '256MB',
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(partitions),
    ZEEBE_BROKER_THREADS_CPUTHREADCOUNT: '2',
    ZEEBE_BROKER_THREADS_IOTHREADCOUNT: '2',
    // Every port: the REST and management ports listen on all addresses unless told otherwise.
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.gateway),
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(ports.rest),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports.management),
    ...(options.controlledClock ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
    ...(options.exporterUri
      ? await exporterSettings(options.exporterUri, options.exporterDatabase)
      : {}),
    ...options.env,
  };
}

/**
 * @param {string} uri
 * @param {string | undefined} database
 */
async function exporterSettings(uri, database) {
  await access(exporterJar).catch(() => {
    throw new Error('The exporter is not built yet: call ensureExporter first.');
  });
  return exporterEnv(uri, database);
}

/**
 * @param {Partial<ZeebePorts>} given
 * @returns {Promise<ZeebePorts>}
 */
async function fillPorts(given) {
  const taken = new Set(Object.values(given));
  const next = async () => {
    const port = await anyFreePort(taken);
    taken.add(port);
    return port;
  };
  return {
    gateway: given.gateway ?? (await next()),
    rest: given.rest ?? (await next()),
    management: given.management ?? (await next()),
    command: given.command ?? (await next()),
    internal: given.internal ?? (await next()),
  };
}

/**
 * @param {string} restAddress
 * @param {string} managementAddress
 * @param {number} partitions
 */
async function isReady(restAddress, managementAddress, partitions) {
  if (!(await answersOk(`${managementAddress}/ready`))) return false;
  // The port answers before the gateway has heard of a leader; commands would be refused till then.
  const answer = await fetch(`${restAddress}/v2/topology`, { signal: AbortSignal.timeout(2_000) });
  /** @type {{ brokers?: { partitions?: { role?: string, health?: string }[] }[] }} */
  const topology = await answer.json();
  const leaders = (topology.brokers ?? [])
    .flatMap((broker) => broker.partitions ?? [])
    .filter((partition) => partition.role === 'leader' && partition.health === 'healthy');
  return leaders.length >= partitions;
}

/**
 * @param {string} managementAddress
 * @param {number} milliseconds
 */
async function addTime(managementAddress, milliseconds) {
  const answer = await fetch(`${managementAddress}/actuator/clock/add`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetMilli: milliseconds }),
  });
  if (!answer.ok) throw new Error(`the engine's clock cannot be moved: ${await answer.text()}`);
}
