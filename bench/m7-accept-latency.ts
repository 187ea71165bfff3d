import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Store } from '../workers/store/connect.ts';
import { acceptComplaint } from '../workers/store/intake.ts';
import type { Bench } from './bench-stacks.ts';
import { watchCpu } from './cpu.ts';
import { pause } from './load.ts';
import { newSubmission } from './product/submission.ts';
import { collectPairs, type Pair, type Result, summarise } from './protocol.ts';
import { quantile } from './statistics.ts';
import { untilTold } from './until-told.ts';

type Way = 'insert' | 'transaction' | 'accept' | 'post';
const ways: readonly Way[] = ['insert', 'transaction', 'accept', 'post'];

/** Pace, in ms, of one try of each way: two of them are complaints, so ten a second. */
const everyMs = 200;

/** Milliseconds of each try, by way. */
type Latencies = Readonly<Record<Way, number[]>>;

/** What a bare transaction writes into: four collections, as accepting a complaint does, and nothing decided. */
const bare = ['complaints', 'cases', 'actions', 'outbox'].map((name) => `bench_bare_${name}`);

async function post(baseUrl: string): Promise<void> {
  const { idempotencyKey, attachments, postedAt, channel, ...body } = newSubmission();
  const answer = await fetch(`${baseUrl}/api/v1/complaints`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-huiying': '1',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201)
    throw new Error(`a complaint was not taken: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

interface Document extends mongo.Document {
  readonly _id: string;
}

/** The same text in one document; durable as the product's writes are. */
function documentOf(): Document {
  return { _id: randomUUID(), ...newSubmission(), receivedAt: new Date() };
}

function doersOf({ product }: Bench): Readonly<Record<Way, () => Promise<unknown>>> {
  const { store, stores, baseUrl } = product;
  const single = store.rows<Document>('bench_floor_complaints');
  const four = bare.map((name) => store.rows<Document>(name));
  return {
    insert: () => single.insertOne(documentOf()),
    transaction: () =>
      store.transaction(async ({ session }) => {
        for (const rows of four) await rows.insertOne(documentOf(), { session });
      }),
    accept: () =>
      acceptComplaint(
        { ...stores, trackingSecret: 'a secret of the bench only' },
        newSubmission(),
        new Date(),
      ),
    post: () => post(baseUrl),
  };
}

/**
 * Tries every way in turn, so that each meets the same disk and the same work in the background.
 */
async function block(bench: Bench, rounds: number): Promise<Latencies> {
  const doers = doersOf(bench);
  const latencies: Latencies = { insert: [], transaction: [], accept: [], post: [] };
  const beganAt = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    await pause(Math.max(0, beganAt + round * everyMs - performance.now()));
    for (let step = 0; step < ways.length; step += 1) {
      const way = ways[(round + step) % ways.length] ?? 'insert';
      const startedAt = performance.now();
      await doers[way]();
      latencies[way].push(performance.now() - startedAt);
    }
  }
  return latencies;
}

type Reading = 'accept' | 'bare' | 'post' | 'down';

async function clear(store: Store): Promise<void> {
  for (const name of [...bare, 'bench_floor_complaints']) await store.rows(name).deleteMany({});
}

/** A block, and what others used meanwhile: asked before an engine dies, as nobody can be asked what the dead have used. */
async function watched(bench: Bench, rounds: number) {
  const watch = watchCpu({}, bench.pairOptions.ours());
  const latencies = await block(bench, rounds);
  return { latencies, others: watch.read().others };
}

async function pairOf(bench: Bench): Promise<Pair<Reading>> {
  const rounds = bench.args.quick ? 50 : 250;
  await untilTold(bench);
  const up = await watched(bench, rounds);
  await untilTold(bench);
  await bench.product.killEngine();
  const down = await watched(bench, rounds);
  await bench.product.restartEngine();
  await untilTold(bench);
  await clear(bench.product.store);
  const p99 = (latencies: Latencies, way: Way) => quantile(latencies[way], 0.99);
  const accept = p99(up.latencies, 'accept');
  const insert = p99(up.latencies, 'insert');
  return {
    floor: { accept: insert, bare: p99(up.latencies, 'transaction'), post: insert, down: accept },
    product: {
      accept,
      bare: accept,
      post: p99(up.latencies, 'post'),
      down: p99(down.latencies, 'accept'),
    },
    others: Math.max(up.others, down.others),
  };
}

/** M7: from a complaint to its durable receipt, against one durable insert of the same text; with the engine and without. */
export async function measureAcceptLatency(bench: Bench): Promise<Result[]> {
  const pairs = await collectPairs(() => pairOf(bench), bench.pairOptions);
  const about = { unit: 'ms' } as const;
  return [
    summarise(pairs, 'accept', {
      ...about,
      id: 'M7',
      what: 'accept p99 vs one durable insert',
      goal: { is: 'at most', value: 3 },
    }),
    summarise(pairs, 'bare', {
      ...about,
      id: 'M7-tx',
      what: 'accept p99 vs a bare four-document transaction',
      goal: null,
    }),
    summarise(pairs, 'post', {
      ...about,
      id: 'M7-post',
      what: 'POST /complaints p99 vs one durable insert',
      goal: { is: 'at most', value: 3 },
    }),
    summarise(pairs, 'down', {
      ...about,
      id: 'M7-down',
      what: 'accept p99, engine down vs up',
      goal: { is: 'at most', value: 1.2 },
    }),
  ];
}
