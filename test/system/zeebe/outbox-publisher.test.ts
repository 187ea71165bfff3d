import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { Unrecoverable } from '../../../workers/platform/errors.ts';
import { connectStore, type Store } from '../../../workers/store/connect.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { createOutboxStore, type OutboxStore, type Told } from '../../../workers/store/outbox.ts';
import {
  type OutboxPublisher,
  type PublisherDeps,
  startOutboxPublisher,
} from '../../../workers/zeebe/outbox-publisher.ts';
import { EngineError, type EnginePort } from '../../../workers/zeebe/port.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(60_000);

type TaskState = 'open' | 'completed' | 'canceled';
/** The fifth task is one of a ladder. */
const ladderOf = (key: string) => (key === '5' ? 'case-1:done' : null);

describe('the outbox', () => {
  let folder: string;
  let mongo: Awaited<ReturnType<typeof startMongo>>;
  let store: Store;
  let outbox: OutboxStore;
  const publishers = new Set<OutboxPublisher>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiying-outbox-'));
    mongo = await startMongo({ dataDir: folder, cacheGb: 0.25, expires: false });
    store = await connectStore(mongo.uri);
    await ensureIndexes(store);
    outbox = createOutboxStore(store);
  });
  afterEach(async () => {
    await Promise.all([...publishers].map((publisher) => publisher.stop(5000)));
    publishers.clear();
    await store.rows('outbox').deleteMany({});
  });
  afterAll(async () => {
    await store.close();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function put(...rows: readonly { key: string; told: Told; notBefore?: Date }[]): Promise<void> {
    return store.transaction((tx) => outbox.put(tx, new Date(), 'case-1', rows));
  }

  const message = (key: string, correlationKey = key): { key: string; told: Told } => ({
    key,
    told: { kind: 'message', name: 'm', correlationKey, messageId: key, variables: {} },
  });
  const assign = (taskKey: string, assignee: string | null) => ({
    key: `assign:${taskKey}:${randomUUID()}`,
    told: { kind: 'assign-task' as const, taskKey, assignee },
  });
  const complete = (taskKey: string) => ({
    key: `complete:${taskKey}`,
    told: { kind: 'complete-task' as const, taskKey, variables: {} },
  });
  const mail = (noticeId: string) => ({
    key: `mail:${noticeId}`,
    told: { kind: 'mail' as const, noticeId },
  });

  /** A publisher with an engine that notes what it is told; `tell` may refuse it. */
  function publish(
    changes: {
      tell?: (said: string) => 'done' | 'gone' | Promise<'done' | 'gone'>;
      taskState?: (key: string) => TaskState | null;
      deliverMail?: PublisherDeps['deliverMail'];
      engine?: EnginePort;
    } = {},
  ) {
    const said: string[] = [];
    const { tell = () => 'done' as const, taskState = () => null } = changes;
    const note = async (what: string) => {
      said.push(what);
      return tell(what);
    };
    const fake = changes.engine ?? new FakeEngine({ logger: createKeptLog() }).connect();
    const engine: EnginePort = {
      ...fake,
      publishMessage: async ({ messageId }) => {
        await note(`message ${messageId}`);
        return 'delivered';
      },
      assignTask: (key, who) => note(`assign ${key} ${who}`),
      unassignTask: (key) => note(`unassign ${key}`),
      completeTask: (key) => note(`complete ${key}`),
    };
    const publisher = startOutboxPublisher(
      {
        outbox,
        engine,
        tasks: {
          find: async (key) => {
            const state = taskState(key);
            return state === null ? null : { state, clockId: ladderOf(key) };
          },
        },
        deliverMail: changes.deliverMail ?? (async () => undefined),
        notify: async () => undefined,
        now: () => new Date(),
        logger: createKeptLog(),
      },
      { lookEveryMs: 200 },
    );
    publishers.add(publisher);
    return { said, publisher };
  }

  const isDone = async (key: string) => (await outbox.find(key))?.doneAt != null;
  const refuse = (kind: 'transient' | 'permanent', code: string): never => {
    throw new EngineError(kind, code, '');
  };

  test('what was written with a fact is told shortly after', async () => {
    const { said } = publish();
    const startedAt = performance.now();

    await put(message('a'));
    await until('the word', () => isDone('a'));

    expect(said).toEqual(['message a']);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(await outbox.countWaiting(new Date())).toEqual({ waiting: 0, oldest: null });
  });

  test('a word for later does not wait until its time has come', async () => {
    const later = new Date(Date.now() + 3_600_000);
    await put({ ...message('later'), notBefore: later });

    expect(await outbox.countWaiting(new Date())).toEqual({ waiting: 0, oldest: null });
    expect(await outbox.countWaiting(later)).toEqual({ waiting: 1, oldest: later });
  });

  test('what is put twice is told once, and a rolled back fact not at all', async () => {
    const { said } = publish();
    const failed = store.transaction(async (tx) => {
      await outbox.put(tx, new Date(), null, [message('never')]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');

    await put(message('a'));
    await put(message('a'));
    await put(message('b'));
    await until('both', async () => (await isDone('a')) && (await isDone('b')));

    expect(said.sort()).toEqual(['message a', 'message b']);
  });

  test('several publishers tell each row once', async () => {
    const heard: string[] = [];
    const tell = (said: string) => {
      heard.push(said);
      return 'done' as const;
    };
    for (let n = 0; n < 3; n += 1) publish({ tell });

    const keys = Array.from({ length: 100 }, (_, n) => `row-${n}`);
    await put(...keys.map((key) => message(key)));
    await until('all', async () => (await outbox.countWaiting(new Date())).waiting === 0);

    expect(heard).toHaveLength(100);
    expect(new Set(heard).size).toBe(100);
  });

  test('words about one task arrive in their order, even when the first has to be told again', async () => {
    let failures = 2;
    const { said } = publish({
      tell: (what) => {
        if (what.startsWith('assign') && failures > 0) {
          failures -= 1;
          refuse('transient', 'grpc-14');
        }
        return 'done';
      },
    });

    await put(assign('7', 'u-1'));
    await put(assign('7', null));
    await put(complete('7'));
    await until('the completion', () => isDone('complete:7'));

    expect(said).toEqual([
      'assign 7 u-1',
      'assign 7 u-1',
      'assign 7 u-1',
      'unassign 7',
      'complete 7',
    ]);
  });

  test('an engine that is away is asked for, and hears everything once it is back', async () => {
    let isAway = true;
    let asked = 0;
    const { said } = publish({
      tell: () => {
        asked += 1;
        return isAway ? refuse('transient', 'grpc-14') : 'done';
      },
    });
    await put(...Array.from({ length: 300 }, (_, n) => message(`row-${n}`)));
    await until('some tries', () => asked > 5);
    const triesWhileAway = asked;

    isAway = false;
    await until('all', async () => (await outbox.countWaiting(new Date())).waiting === 0, 30_000);

    expect(triesWhileAway).toBeLessThan(150);
    expect(new Set(said).size).toBe(300);
  });

  test('a word the engine can never take is given up, is seen, and may be told again', async () => {
    let isMended = false;
    publish({ tell: () => (isMended ? 'done' : refuse('permanent', 'grpc-3')) });

    await put(message('bad'));
    await until('giving up', async () => (await outbox.givenUp(10)).length === 1);
    expect(await outbox.givenUp(10)).toMatchObject([{ _id: 'bad', error: 'grpc-3', doneAt: null }]);

    isMended = true;
    expect(await outbox.retry('bad', new Date())).toBe(true);
    await until('the word', () => isDone('bad'));
    expect(await outbox.retry('bad', new Date())).toBe(false);
  });

  test('a task the engine no longer knows is done when the records say so, and given up when it was cancelled', async () => {
    const states = new Map<string, TaskState>([
      ['1', 'completed'],
      ['2', 'canceled'],
      ['3', 'canceled'],
      ['5', 'canceled'],
    ]);
    publish({ tell: () => 'gone', taskState: (key) => states.get(key) ?? null });

    await put(complete('1'), complete('2'), assign('3', 'u-1'), complete('4'), complete('5'));

    await until('the first', () => isDone('complete:1'));
    await until('one that a ladder called off', () => isDone('complete:5'));
    await until('giving up', async () => (await outbox.givenUp(10)).length === 1);
    expect(await outbox.givenUp(10)).toMatchObject([{ _id: 'complete:2', error: 'task-canceled' }]);
    await until('one that waits for its record', async () => {
      const row = await outbox.find('complete:4');
      return row?.error === 'task-not-found' && row.doneAt === null;
    });
    states.set('4', 'completed');
    await until('the record', () => isDone('complete:4'));
  });

  test('mail waits for its own way only', async () => {
    const sent: string[] = [];
    const { said } = publish({
      deliverMail: async (noticeId) => {
        if (noticeId === 'hopeless') throw new Unrecoverable('no address');
        if (noticeId === 'slow') await new Promise(() => undefined);
        sent.push(noticeId);
      },
    });

    await put(mail('slow'), mail('hopeless'), mail('quick'), message('a'));
    await until('the rest', async () => (await isDone('a')) && (await isDone('mail:quick')));
    await until('giving up', async () => (await outbox.givenUp(10)).length === 1);

    expect(said).toEqual(['message a']);
    expect(sent).toEqual(['quick']);
    for (const publisher of publishers) expect(await publisher.stop(50)).toBe(1);
    publishers.clear();
  });

  test('what a dead publisher held is told by another', async () => {
    await put(message('held'));
    const now = new Date();
    const { rows } = await outbox.take({ now, limit: 5, lockMs: 500, way: 'engine' });
    const again = await outbox.take({ now, limit: 5, lockMs: 500, way: 'engine' });
    expect([rows.length, again.rows.length]).toEqual([1, 0]);

    publish();

    await until('the word', () => isDone('held'));
  });
});
