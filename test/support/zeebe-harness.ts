import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureExporter } from '../../engine/launch/exporter.mjs';
import { startMongo } from '../../engine/launch/mongo.mjs';
import { startZeebe } from '../../engine/launch/zeebe.mjs';
import { connectStore } from '../../workers/store/connect.ts';
import type { EngineRecordRow } from '../../workers/store/engine-records.ts';
import { connectEngine } from '../../workers/zeebe/adapter.ts';
import type { EnginePort } from '../../workers/zeebe/port.ts';
import { createKeptLog } from './quiet-logger.ts';
import type { EngineHarness, SeenStall } from './suites/engine-harness.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const incident = z.object({ jobKey: z.string().nullish(), errorMessage: z.string().nullish() });
const userTask = z.object({ bpmnProcessId: z.string() });

export interface ZeebeHarness extends EngineHarness {
  readonly grpcWire: TcpProxy;
  readonly log: ReturnType<typeof createKeptLog>;
  readonly mongoUri: string;
}

/** The real engine with its exporter, behind wires that can fail. */
export async function openZeebeHarness(): Promise<ZeebeHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'huiying-zeebe-'));
  await ensureExporter();
  const mongo = await startMongo({ dataDir: join(folder, 'mongo'), cacheGb: 0.25, expires: false });
  const start = (ports = {}) =>
    startZeebe({
      dataDir: join(folder, 'zeebe'),
      exporterUri: mongo.uri,
      memory: '512m',
      ports,
    });
  let zeebe = await start();
  const { ports } = zeebe;
  const grpcWire = await openTcpProxy(() => ports.gateway);
  const restWire = await openTcpProxy(() => ports.rest);
  const store = await connectStore(mongo.uri);
  const records = store.rows<EngineRecordRow>('engine_records');
  const log = createKeptLog();
  const engines = new Set<EnginePort>();

  async function open(type: string, ended: readonly string[]) {
    const found = new Map<string, unknown>();
    for await (const { intent, key, value } of records
      .find({ valueType: type })
      .sort({ partition: 1, position: 1 })) {
      if (key === null) continue;
      if (intent === 'CREATED') found.set(key, value);
      else if (ended.includes(intent)) found.delete(key);
    }
    return found;
  }

  return {
    grpcWire,
    log,
    mongoUri: mongo.uri,
    connect: () => {
      const engine = connectEngine({
        grpcAddress: grpcWire.address,
        restAddress: `http://${restWire.address}`,
        now: () => new Date(),
        logger: log,
        workerName: 'test',
        longPollMs: 5000,
        callLimitMs: 20_000,
      });
      engines.add(engine);
      return engine;
    },
    stalls: async () =>
      [...(await open('INCIDENT', ['RESOLVED']))].map(([key, value]): SeenStall => {
        const { jobKey, errorMessage } = incident.parse(value);
        return { key, jobKey: jobKey ?? '', message: errorMessage ?? '' };
      }),
    taskKeys: async (processId) =>
      [...(await open('USER_TASK', ['COMPLETED', 'CANCELED']))]
        .filter(([, value]) => userTask.parse(value).bpmnProcessId === processId)
        .map(([key]) => key),
    publishRaw: async (name, key, variables) => {
      const facts = JSON.stringify({ name, correlationKey: key, messageId: key });
      const answer = await fetch(`http://127.0.0.1:${ports.rest}/v2/messages/publication`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `${facts.slice(0, -1)},"timeToLive":3600000,"variables":${variables}}`,
      });
      return answer.ok;
    },
    goDown: () => zeebe.kill(),
    loseAnswers: async () => {
      grpcWire.set('no-answers');
      restWire.set('no-answers');
    },
    recover: async () => {
      grpcWire.set('pass');
      restWire.set('pass');
      if (!zeebe.isRunning()) zeebe = await start(ports);
    },
    close: async () => {
      await Promise.all([...engines].map((engine) => engine.close()));
      await Promise.all([grpcWire.close(), restWire.close(), store.close()]);
      await zeebe.kill();
      await mongo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
