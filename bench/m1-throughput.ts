import type { Bench } from './bench-stacks.ts';
import { watchCpu } from './cpu.ts';
import { openFloorSide } from './floor/side.ts';
import { closedLoop } from './load.ts';
import { openProductSide } from './product/side.ts';
import { measurePairs, type Readings, type Result, summarise } from './protocol.ts';
import type { Side } from './side.ts';

/** How hard and how long a side is driven. */
interface Drive {
  /** Complaints under way at a time: enough that neither side ever waits for the client. */
  readonly width: number;
  readonly measuredMs: number;
}

const full: Drive = { width: 32, measuredMs: 30_000 };
const quick: Drive = { width: 12, measuredMs: 10_000 };
const quickWarmUp: Drive = { width: 4, measuredMs: 2000 };

type Reading = 'cases/s' | 'cpu/case';

export interface Throughput {
  readonly results: readonly Result[];
  /** Completed complaints a second of the product; the load of other metrics is a share of it. */
  readonly product: number;
}

function tellCpu(by: Readonly<Record<string, number>>, cases: number): string {
  return Object.entries(by)
    .map(([name, seconds]) => `${name} ${((seconds / cases) * 1000).toFixed(1)}`)
    .join(', ');
}

/** Drives one side at full load for a while. */
async function fullLoad(
  name: string,
  side: Side,
  { pairOptions, say }: Bench,
  drive: Drive,
): Promise<Readings<Reading>> {
  let watch = watchCpu({}, []);
  let used = watch.read();
  const { completed, seconds } = await closedLoop(
    async () => {
      const { ended } = await side.send();
      await ended;
    },
    {
      ...drive,
      begin: () => {
        watch = watchCpu(side.pids(), pairOptions.ours());
      },
      end: () => {
        used = watch.read();
      },
    },
  );
  const rate = completed / seconds;
  say(`  ${name}: ${rate.toFixed(2)} cases/s, CPU ms a case: ${tellCpu(used.by, completed)}`);
  return { 'cases/s': rate, 'cpu/case': used.seconds / completed };
}

/** Below this change from one round to the next the engines' code counts as compiled. */
const settled = 0.15;
/** After so many rounds the pairs begin anyway; their spread tells whether that was too early. */
const mostRounds = 6;

function hasSettled(earlier: Readings<Reading>, later: Readings<Reading>): boolean {
  return Math.abs(later['cpu/case'] / earlier['cpu/case'] - 1) < settled;
}

/**
 * Drives both sides at full load, at least a minute and until what a case costs no longer falls: the compiler of a young
 * engine takes as much as the engine for minutes, and would be measured instead.
 *
 * @returns completed complaints a second of the product, for a first idea
 */
export async function warmUp(bench: Bench): Promise<number> {
  const { floor, product, receipts, args } = bench;
  const drive = args.quick ? quickWarmUp : full;
  const floorSide = await openFloorSide(floor, receipts.floor, 'poll');
  const productSide = openProductSide(product, receipts.product);
  const round = async () => ({
    floor: await fullLoad('floor', floorSide, bench, drive),
    product: await fullLoad('product', productSide, bench, drive),
  });
  let last = await round();
  for (let rounds = 1; rounds < (args.quick ? 1 : mostRounds); rounds += 1) {
    const next = await round();
    const isWarm = hasSettled(last.floor, next.floor) && hasSettled(last.product, next.product);
    last = next;
    if (isWarm) break;
  }
  await productSide.close();
  return last.product['cases/s'];
}

/** M1: completed complaints a second, and what one costs in processor time. */
export async function measureThroughput(bench: Bench): Promise<Throughput> {
  const { floor, product, receipts } = bench;
  const floorSide = await openFloorSide(floor, receipts.floor, 'poll');
  const productSide = openProductSide(product, receipts.product);
  const drive = bench.args.quick ? quick : full;
  const pairs = await measurePairs<Reading>(
    {
      floor: () => fullLoad('floor', floorSide, bench, drive),
      product: () => fullLoad('product', productSide, bench, drive),
    },
    bench.pairOptions,
  );
  await productSide.close();
  const rate = summarise(pairs, 'cases/s', {
    id: 'M1',
    what: 'completed complaints/s',
    unit: 'cases/s',
    goal: { is: 'at least', value: 0.75, alarm: 0.6 },
  });
  const cost = summarise(pairs, 'cpu/case', {
    id: 'M1-cpu',
    what: 'CPU per completed complaint',
    unit: 's/case',
    goal: { is: 'at most', value: 1.4 },
  });
  return { results: [rate, cost], product: rate.product };
}
