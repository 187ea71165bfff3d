import type { TaskRow } from '../workers/store/tasks.ts';
import type { Bench } from './bench-stacks.ts';
import type { CreatedTask } from './floor/key-exporter.ts';
import { openFloorSide } from './floor/side.ts';
import { openLoop } from './load.ts';
import { openInboxReader } from './product/inbox-reader.ts';
import { openProductSide } from './product/side.ts';
import { measurePairs, type Readings, type Result, summarise } from './protocol.ts';
import type { Side } from './side.ts';
import { quantile } from './statistics.ts';

type Reading = 'lag p99' | 'lag p50';

/** Sends complaints at an even pace and sees them through; answers how long tasks took to be shown. */
async function turn(
  side: Side,
  lags: number[],
  load: { readonly perSecond: number; readonly forMs: number },
): Promise<Readings<Reading>> {
  lags.length = 0;
  await openLoop(async () => {
    const { ended } = await side.send();
    await ended;
  }, load);
  return { 'lag p99': quantile(lags, 0.99), 'lag p50': quantile(lags, 0.5) };
}

/** The least an inbox can do: the exporter's word, one majority write, one read by index. */
async function openFloor({ floor, product, receipts }: Bench, lags: number[]): Promise<Side> {
  const rows = product.store.rows<{
    readonly _id: string;
    readonly state: 'open';
    readonly group: string;
    readonly createdAt: Date;
  }>('bench_floor_tasks');
  await rows.createIndex({ state: 1, group: 1, createdAt: 1 });
  const show = async ({ taskKey, elementId: group, createdAt }: CreatedTask) => {
    await rows.insertOne({ _id: taskKey, state: 'open', group, createdAt: new Date(createdAt) });
    await rows.find({ state: 'open', group }).sort({ createdAt: -1 }).limit(20).toArray();
    lags.push(Date.now() - createdAt);
  };
  return openFloorSide(floor, receipts.floor, 'poll', show);
}

/** The product's inbox as a desk reads it: rung when a task arises, then GET /api/v1/tasks. */
async function openProduct({ product, receipts }: Bench, lags: number[]) {
  const waiting = new Map<string, TaskRow>();
  const shown = new Set<string>();
  const reader = await openInboxReader(product, ({ key, createdAt, shownAt }) => {
    lags.push(shownAt - createdAt);
    const task = waiting.get(key);
    if (task === undefined) shown.add(key);
    else void side.complete(task);
    waiting.delete(key);
  });
  const side = openProductSide(product, receipts.product, (task) => {
    if (shown.delete(task._id)) void side.complete(task);
    else waiting.set(task._id, task);
    reader.ring();
  });
  return side;
}

/**
 * M2: from the engine's CREATED record to the inbox showing the task, at half of the product's full load.
 *
 * @param fullLoad completed complaints a second of the product
 */
export async function measureInboxLag(bench: Bench, fullLoad: number): Promise<Result[]> {
  const load = { perSecond: fullLoad / 2, forMs: bench.args.quick ? 12_000 : 30_000 };
  bench.say(`  load: ${load.perSecond.toFixed(2)} complaints/s`);
  const floorLags: number[] = [];
  const productLags: number[] = [];
  const floorSide = await openFloor(bench, floorLags);
  const productSide = await openProduct(bench, productLags);
  const pairs = await measurePairs<Reading>(
    {
      floor: () => turn(floorSide, floorLags, load),
      product: () => turn(productSide, productLags, load),
    },
    bench.pairOptions,
  );
  await productSide.close();
  return [
    summarise(pairs, 'lag p99', {
      id: 'M2',
      what: 'inbox lag p99 at half load',
      unit: 'ms',
      goal: { is: 'at most', value: 3, productAtMost: 250 },
    }),
    summarise(pairs, 'lag p50', {
      id: 'M2-p50',
      what: 'inbox lag p50 at half load',
      unit: 'ms',
      goal: null,
    }),
  ];
}
