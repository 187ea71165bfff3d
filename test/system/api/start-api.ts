import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Express } from 'express';
import request from 'supertest';
import { createApp } from '../../../api/app.ts';
import { composeDeps } from '../../../api/compose.ts';
import type { ApiDeps } from '../../../api/deps.ts';
import { createSessionStore } from '../../../api/middleware/sessions.ts';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import type { RoleAtUnit } from '../../../processes/roles.ts';
import { readConfig } from '../../../workers/platform/config.ts';
import { sampleUnits } from '../../../workers/sample/institution.ts';
import { connectStore } from '../../../workers/store/connect.ts';
import type { DefinitionRow, FormRow } from '../../../workers/store/definitions.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { EngineError, type Modification, type Resource } from '../../../workers/zeebe/port.ts';
import { openOwnServer, openSharedDatabase } from '../../support/open-database.ts';
import { createKeptLog, type Line } from '../../support/quiet-logger.ts';

export const password = 'correct horse battery';

/** What the engine was told; it answers at once, or is away. */
export interface ToldEngine {
  readonly retried: string[];
  /** What operators did, in order. */
  readonly operated: string[];
  isAway: boolean;
}

export interface ApiHouse {
  readonly app: Express;
  readonly deps: ApiDeps;
  readonly log: readonly Line[];
  readonly engine: ToldEngine;
  /** Takes somebody into the house; they sign in with `password`. */
  readonly hire: (login: string, ...roles: RoleAtUnit[]) => Promise<void>;
  /** Somebody of the house with their browser, signed in. */
  readonly signIn: (login: string) => Promise<ReturnType<typeof request.agent>>;
  /** Puts an open task where the projection would have put it. */
  readonly openTask: (given: Partial<TaskRow> & Pick<TaskRow, 'caseId'>) => Promise<string>;
  /** Takes the database away, as an outage does. */
  readonly stopDatabase: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

function fakeEngine() {
  const told: ToldEngine = { retried: [], operated: [], isAway: false };
  const reach = () => {
    if (told.isAway) throw new EngineError('transient', 'grpc-14', 'the engine is away');
  };
  const engine = {
    resolveStall: async (key: string) => {
      reach();
      told.retried.push(key);
      return 'done' as const;
    },
    updateJobRetries: async () => {
      reach();
      return 'done' as const;
    },
    setVariables: async (key: string, variables: object) => {
      reach();
      told.operated.push(`set ${key} ${JSON.stringify(variables)}`);
      return 'done' as const;
    },
    cancelInstance: async (key: string) => {
      reach();
      told.operated.push(`cancel ${key}`);
      return 'done' as const;
    },
    modifyInstance: async (key: string, modification: Modification) => {
      reach();
      told.operated.push(`modify ${key} ${JSON.stringify(modification)}`);
      return 'done' as const;
    },
    topology: async () => {
      reach();
      return { version: '8.6.0', partitions: [{ id: 1, hasLeader: true, isHealthy: true }] };
    },
  };
  return { told, engine };
}

async function seedUnits({ units, calendars }: ApiDeps): Promise<void> {
  await calendars.seedOnce(chineseCalendar(), new Date());
  const pathOf = (id: string): string[] => {
    const parentId = sampleUnits.find(({ _id }) => _id === id)?.parentId ?? null;
    return parentId === null ? [id] : [...pathOf(parentId), id];
  };
  for (const unit of sampleUnits)
    await units.insert({ ...unit, path: pathOf(unit._id), dissolvedAt: null, version: 1 });
}

/** The forms and the diagrams of the shipped steps, as the projection would have them. */
async function seedForms({ store }: ApiDeps): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z');
  const shipped = { version: 1, versionTag: null, checksum: null, partitions: [1], deployedAt: at };
  const read = (path: string) =>
    readFile(new URL(`../../../processes/${path}`, import.meta.url), 'utf8');
  const forms = [
    'complaint/pre-check',
    'complaint/assign',
    'complaint/reply-draft',
    'sign-off/sign-off',
    'extension/extension',
    'publication/publication-check',
  ];
  for (const path of forms) {
    const schema = await read(`${path}.form`);
    const formId = path.split('/')[1] ?? '';
    const row: FormRow = { ...shipped, _id: `form-${formId}`, formId, resourceName: null, schema };
    await store.rows<FormRow>('forms').insertOne(row);
  }
  const diagrams = [
    ['100', 'complaint', 'complaint/complaint.bpmn'],
    ['101', 'sign-off', 'sign-off/sign-off.bpmn'],
    ['102', 'extension', 'extension/extension.bpmn'],
    ['110', 'publication', 'publication/publication.bpmn'],
  ] as const;
  for (const [_id, id, path] of diagrams) {
    const resource = await read(path);
    const row = { ...shipped, _id, id, name: id, resourceName: path, labels: {}, resource };
    await store
      .rows<DefinitionRow>('definitions')
      .insertOne({ ...row, kind: 'process', requirementsKey: null });
  }
}

/**
 * The web application on a database of its own, with a fake engine.
 *
 * @param server `own` for a test that takes the database away
 */
export async function startApi(
  settings: NodeJS.ProcessEnv = {},
  server: 'shared' | 'own' = 'shared',
): Promise<ApiHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-api-'));
  const mongo = server === 'own' ? await openOwnServer() : await openSharedDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    MONGODB_URI: mongo.uri,
    SESSION_SECRET: 'session-secret-of-a-test',
    TRACKING_SECRET: 'tracking-secret-of-a-test',
    DIGEST_SECRET: 'digest-secret-of-a-test',
    COMPLAINTS_PER_HOUR: '0',
    DATA_DIR: dataDir,
    ...settings,
  });
  const store = await connectStore(mongo.uri);
  await ensureIndexes(store);
  const sessionStore = createSessionStore(store);
  const logger = createKeptLog();
  const { told, engine } = fakeEngine();
  const check = async (resources: readonly Resource[]) =>
    resources.flatMap(({ name, content }) =>
      content.includes('unknown-job')
        ? [
            {
              file: name,
              element: 'Task_1',
              rule: 'job-type',
              message: 'nobody serves it',
              line: 3,
            },
          ]
        : [],
    );
  const deps = await composeDeps({ config, logger, store, engine, sessionStore, check });
  await seedUnits(deps);
  await seedForms(deps);
  const app = createApp(deps);
  const passwordHash = await hash(password);

  const openTask: ApiHouse['openTask'] = async (given) => {
    const key = String(randomInt(2 ** 40));
    const row: TaskRow = {
      ...{ _id: key, partition: 1, state: 'open', elementId: 'Task_PreCheck', name: '受理审查' },
      ...{ elementInstanceKey: `${key}1`, bpmnProcessId: 'complaint', processVersion: 1 },
      ...{ processDefinitionKey: '100', instanceKey: '1', clockId: null, action: 'accept' },
      ...{ headers: {}, candidateGroups: ['intake-clerk'], assignee: null },
      ...{ formKey: 'form-pre-check', priority: 50, dueDate: null, endedAt: null, position: 1 },
      createdAt: new Date(),
      ...given,
    };
    await store.rows<TaskRow>('tasks').insertOne(row);
    return key;
  };

  return {
    ...{ app, deps, engine: told, log: logger.lines, openTask },
    hire: (login, ...roles) =>
      deps.users.insert({
        ...{ _id: `P-${login}`, login, name: `${login} 某`, passwordHash, roles, language: 'zh' },
        ...{ disabled: false, sessionsValidFrom: new Date(0), version: 1 },
      }),
    signIn: async (login) => {
      const agent = request.agent(app).set('x-huiying', '1');
      const entered = await agent.post('/api/v1/session').send({ login, password });
      if (entered.status !== 200) throw new Error(`${login} was not let in: ${entered.status}`);
      return agent;
    },
    stopDatabase: () => mongo.stop(),
    stop: async () => {
      await store.close();
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A complaint as a citizen sends it. */
export const complaint = {
  topic: 'environment',
  subject: '路灯三天不亮',
  text: '幸福路 12 号门前的路灯三天不亮，晚上看不见路，希望尽快修好。',
} as const;

/** Sends a complaint and gives the id of its case. */
export async function receive(
  { app, deps }: Pick<ApiHouse, 'app' | 'deps'>,
  change: Readonly<Record<string, unknown>> = {},
) {
  const sent = await request(app)
    .post('/api/v1/complaints')
    .send({ ...complaint, ...change });
  const found = await deps.cases.findByNumber(String(sent.body.number));
  if (found === null) throw new Error(`not taken: ${JSON.stringify(sent.body)}`);
  return { caseId: found.id, number: found.number, secret: String(sent.body.secret) };
}

/** The fields of a pre-check that accepts. */
export const accepting = { acceptance: 'accepted', urgency: 'normal' } as const;

/** Brings a received case to a unit, as the diagram would. */
export async function assign({ deps }: Pick<ApiHouse, 'deps'>, caseId: string, unitId: string) {
  const at = new Date();
  const house = { kind: 'system', userId: null, role: null, unitId: null } as const;
  const staff = (role: 'intake-clerk' | 'office') =>
    ({ kind: 'staff', userId: `P-${role}`, role, unitId: 'U-office' }) as const;
  await deps.cases.act(caseId, () => [
    { type: 'accept', at, by: staff('intake-clerk'), data: { urgency: 'normal' } },
    { type: 'assign', at, by: staff('office'), data: { unitId } },
    { type: 'dispatch', at, by: house, data: { unitId } },
  ]);
}
