import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureExporter } from '../../../engine/launch/exporter.mjs';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { startZeebe } from '../../../engine/launch/zeebe.mjs';
import { jobs } from '../../../processes/contracts.ts';
import { connectStore } from '../../../workers/store/connect.ts';
import type { EngineRecordRow } from '../../../workers/store/engine-records.ts';
import { connectEngine } from '../../../workers/zeebe/adapter.ts';
import { isTransient } from '../../../workers/zeebe/port.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';
import { shippedSet } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';

const element = z.object({
  bpmnProcessId: z.string(),
  elementId: z.string(),
  elementType: z.string(),
  processInstanceKey: z.string(),
});
const userTask = z.object({
  userTaskKey: z.string(),
  elementId: z.string(),
  candidateGroups: z.array(z.string()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});
const evaluation = z.object({ output: z.string() });
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a job of one type answers, one answer after the other; the last one stays. */
export type Answers = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What the walks through the diagrams work with. */
export type ModelEngine = Awaited<ReturnType<typeof openModelEngine>>;

/** The shipped set on the real engine, its jobs answered as a test says. */
export async function openModelEngine() {
  await ensureExporter();
  const ending: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ending.reverse()) await end();
  };
  try {
    return { ...(await openInside(ending)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openInside(ending: (() => Promise<unknown>)[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-models-'));
  ending.push(() => rm(dataDir, { recursive: true, force: true }));
  const mongo = await startMongo({
    dataDir: join(dataDir, 'mongo'),
    cacheGb: 0.25,
    expires: false,
  });
  ending.push(mongo.stop);
  const zeebe = await startZeebe({
    dataDir: join(dataDir, 'zeebe'),
    exporterUri: mongo.uri,
    controlledClock: true,
    memory: '512m',
  });
  ending.push(zeebe.stop);
  const store = await connectStore(mongo.uri);
  ending.push(store.close);
  const records = store.rows<EngineRecordRow>('engine_records');
  const { grpcAddress, restAddress } = zeebe;
  const engine = connectEngine({
    ...{ grpcAddress, restAddress },
    workerName: 'models',
    now: () => new Date(),
    logger: createKeptLog(),
    longPollMs: 2000,
  });
  ending.push(engine.close);
  const set = await shippedSet();
  // A busy machine may answer late; the same files again are the same version.
  const deployed = await until('the deployment', () =>
    engine.deploy(set).catch((error: unknown) => {
      if (isTransient(error)) return null;
      throw error;
    }),
  );
  let answers = new Map<string, Readonly<Record<string, unknown>>[]>();
  const done = new Set<string>();
  const served: string[] = [];
  let mark = -1;

  const answered = new Map<string, Readonly<Record<string, unknown>>>();
  const next = (type: string) => {
    served.push(type);
    const rest = answers.get(type) ?? [];
    return (rest.length > 1 ? rest.shift() : rest[0]) ?? {};
  };
  const workers = Object.keys(jobs).map((type) =>
    engine.createWorker({
      type,
      fetchVariables: ['caseId', 'clockId', 'requestId'],
      maxActive: 4,
      // Time that jumps can end a request for jobs while one is on its way: the job comes again after this.
      timeoutMs: 5000,
      handle: async (job) => {
        const answer = answered.get(job.key) ?? next(type);
        answered.set(job.key, answer);
        await engine.completeJob(job.key, answer);
      },
    }),
  );

  ending.push(() => Promise.all(workers.map((worker) => worker.stop(5000))));

  const seen = (valueType: string, intent: string) =>
    records
      .find({ valueType, intent, position: { $gt: mark } })
      .sort({ position: 1 })
      .toArray();
  const completed = async () =>
    (await seen('PROCESS_INSTANCE', 'ELEMENT_COMPLETED')).map(({ value }) => element.parse(value));
  const stalls = async () =>
    (await seen('INCIDENT', 'CREATED')).map(({ value }) => JSON.stringify(value));

  const openTask = (elementId: string, group: string | null = null) =>
    until(`the task ${elementId}`, async () => {
      const open = (await seen('USER_TASK', 'CREATED')).map(({ value }) => userTask.parse(value));
      const gone = (await seen('USER_TASK', 'CANCELED')).map(({ key }) => key);
      return open.find(
        (one) =>
          one.elementId === elementId &&
          !done.has(one.userTaskKey) &&
          !gone.includes(one.userTaskKey) &&
          (group === null || one.candidateGroups.includes(group)),
      );
    });

  let passed = 0;
  return {
    deployed,
    served,
    /** Waits until a task is open: what is told to the instance from then on finds it there. */
    awaitTask: (elementId: string) => openTask(elementId),
    /** Starts an instance of a diagram by its message; what it did before is forgotten. */
    start: async (
      message: string,
      variables: Readonly<Record<string, string | number>>,
      say: Answers,
    ) => {
      const [last] = await records.find({}).sort({ position: -1 }).limit(1).toArray();
      mark = last?.position ?? -1;
      answers = new Map(Object.entries(say).map(([type, list]) => [type, [...list]]));
      const key = String(Object.values(variables)[0] ?? '');
      await engine.publishMessage({
        ...{ name: message, correlationKey: key, messageId: key },
        ...{ ttlMs: 3_600_000, variables },
      });
    },
    /** A message to a running instance. */
    tell: (
      name: string,
      correlationKey: string,
      variables: Readonly<Record<string, string>> = {},
    ) => engine.publishMessage({ name, correlationKey, messageId: '', ttlMs: 60_000, variables }),
    /** Waits for the task that is open, and completes it with what a form would send. */
    doTask: async (
      elementId: string,
      variables: Readonly<Record<string, unknown>>,
      group: string | null = null,
    ) => {
      const task = await openTask(elementId, group);
      done.add(task.userTaskKey);
      await engine.completeTask(task.userTaskKey, variables);
      return {
        groups: task.candidateGroups,
        action: task.headers.find(({ name }) => name === 'action')?.value,
      };
    },
    /** Waits until `count` timers were armed since the start, then moves the engine's clock. */
    passTime: async (milliseconds: number, count = 1) => {
      await until('a timer', async () => (await seen('TIMER', 'CREATED')).length >= count);
      await zeebe.addTime(milliseconds);
      passed += milliseconds;
    },
    /** An instant so many days ahead of the engine's clock, which earlier walks have moved. */
    inDays: (days: number) => new Date(Date.now() + passed + days * 86_400_000).toISOString(),
    /** Waits until a task was taken away so often since the start. */
    canceledTimes: (count: number) =>
      until(
        `${count} tasks taken away`,
        async () => (await seen('USER_TASK', 'CANCELED')).length >= count,
      ),
    /** Waits until a job of a type was served so often since the engine was opened. */
    servedTimes: (type: string, count: number) =>
      until(`${count} jobs ${type}`, () => served.filter((one) => one === type).length >= count),
    /** Waits until the diagram has ended; the ends that were reached, its own last. */
    ends: async (processId: string) => {
      await until(`the end of ${processId}`, async () => {
        const [stall] = await stalls();
        if (stall !== undefined) throw new Error(`stalled: ${stall}`);
        return (await completed()).some(
          (one) => one.elementType === 'PROCESS' && one.bpmnProcessId === processId,
        );
      });
      return (await completed())
        .filter(({ elementType }) => elementType === 'END_EVENT')
        .map(({ bpmnProcessId, elementId }) => `${bpmnProcessId} ${elementId}`);
    },
    /** What a decision answers to these inputs. */
    decide: async (decisionId: string, variables: Readonly<Record<string, unknown>>) => {
      const answer = await fetch(`${restAddress}/v2/decision-definitions/evaluation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ decisionDefinitionId: decisionId, variables }),
      });
      if (!answer.ok) throw new Error(`${decisionId}: ${answer.status} ${await answer.text()}`);
      const { output } = evaluation.parse(await answer.json());
      return z.union([z.record(z.string(), fact), fact]).parse(JSON.parse(output));
    },
  };
}
