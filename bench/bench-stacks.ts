import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchArguments } from './arguments.ts';
import { type FloorStack, startFloor } from './floor/stack.ts';
import { type ProductStack, startProduct } from './product/stack.ts';
import type { PairOptions } from './protocol.ts';
import { openReceipts, type Receipts } from './receipts.ts';

/** Everything a metric is measured with. */
export interface Bench {
  readonly args: BenchArguments;
  readonly floor: FloorStack;
  readonly product: ProductStack;
  readonly receipts: { readonly floor: Receipts; readonly product: Receipts };
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly pairOptions: PairOptions;
  readonly close: () => Promise<void>;
}

/** Starts floor and product beside each other, on the same disk. */
export async function openBench(args: BenchArguments, say: (line: string) => void): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'huiying-bench-'));
  say(`data in ${folder}`);
  const product = await startProduct(join(folder, 'product'), args.profile);
  const floor = await startFloor(join(folder, 'floor'));
  const receipts = {
    floor: await openReceipts(join(folder, 'floor-receipts')),
    product: await openReceipts(join(folder, 'product-receipts')),
  };
  return {
    args,
    floor,
    product,
    receipts,
    folder,
    say,
    pairOptions: {
      pairs: args.pairs,
      keepsNoisyPairs: args.quick,
      ours: () => [process.pid, ...Object.values(product.pids()), ...Object.values(floor.pids())],
      say,
    },
    close: async () => {
      await product.stop();
      await floor.stop();
      await receipts.floor.close();
      await receipts.product.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
