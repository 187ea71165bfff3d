import type { Bench } from './bench-stacks.ts';
import { openFloorSide } from './floor/side.ts';
import { openProductSide } from './product/side.ts';
import { measurePairs, type Readings, type Result, summarise } from './protocol.ts';
import type { Side, UnderWay } from './side.ts';
import { quantile } from './statistics.ts';
import { refusal } from './steps.ts';

type Reading = 'chain p50' | 'chain p99';

/** From the receipt to the record of the first task, one complaint at a time; then all are ended, uncounted. */
async function turn(side: Side, complaints: number): Promise<Readings<Reading>> {
  const latencies: number[] = [];
  const sent: UnderWay[] = [];
  side.judgeBy(() => null);
  for (let index = 0; index < complaints; index += 1) {
    const underWay = await side.send();
    latencies.push((await underWay.firstTask) - underWay.acceptedAt);
    sent.push(underWay);
  }
  side.judgeBy(() => refusal);
  await Promise.all(sent.map(({ ended }) => ended));
  return { 'chain p50': quantile(latencies, 0.5), 'chain p99': quantile(latencies, 0.99) };
}

/** M3: from accepting a complaint to its first task, against no-op workers to whom jobs are streamed. */
export async function measureChainLatency(bench: Bench): Promise<Result[]> {
  const { floor, product, receipts, args } = bench;
  const complaints = args.quick ? 60 : 300;
  const floorSide = await openFloorSide(floor, receipts.floor, 'stream');
  const productSide = openProductSide(product, receipts.product);
  const pairs = await measurePairs<Reading>(
    {
      floor: () => turn(floorSide, complaints),
      product: () => turn(productSide, complaints),
    },
    bench.pairOptions,
  );
  await productSide.close();
  const goal = { is: 'at most', value: 1.5 } as const;
  return [
    summarise(pairs, 'chain p50', {
      id: 'M3-p50',
      what: 'accepted to first task, p50',
      unit: 'ms',
      goal,
    }),
    summarise(pairs, 'chain p99', {
      id: 'M3-p99',
      what: 'accepted to first task, p99',
      unit: 'ms',
      goal,
    }),
  ];
}
