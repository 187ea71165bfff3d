import { signatureOf } from '../processes/similarity/signature.ts';
import type { ComplaintRow } from '../workers/store/complaints.ts';
import type { SignatureRow } from '../workers/store/signatures.ts';
import type { Bench } from './bench-stacks.ts';
import { watchCpu } from './cpu.ts';
import { matterNumber } from './product/matters.ts';
import { newSubmission } from './product/submission.ts';
import { collectPairs, type Pair, type Result, summarise } from './protocol.ts';
import { quantile } from './statistics.ts';

type Reading = 'median' | 'p99';

const atOnce = 500;
const idOf = (index: number) => `bench-dup-${index}`;

function complaintNumber(index: number): ComplaintRow {
  const { at, ...matter } = matterNumber(index);
  const { postedAt, ...given } = newSubmission();
  return {
    ...{ ...given, ...matter, _id: idOf(index), number: idOf(index) },
    ...{ bodyDigest: '', salt: '', digest: '', source: null, erasedAt: null },
    ...{ postedAt: at, collectedAt: at, receivedAt: at },
  };
}

/** The signatures a city has after years, as the intake writes them. */
async function keepSignatures({ product, say }: Bench, count: number): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    const complaints = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) =>
      complaintNumber(from + index),
    );
    await product.store.transaction((tx) => product.stores.signatures.put(tx, complaints));
  }
  say(`  ${count} signatures`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

/** A look-up as it is made while somebody types, text to shown cases, and one read by its index, in turn. */
async function pairOf(
  { product, args, pairOptions }: Bench,
  count: number,
): Promise<Pair<Reading>> {
  const rows = product.store.rows<SignatureRow>('signatures');
  const rounds = args.quick ? 200 : 1000;
  const watch = watchCpu({}, pairOptions.ours());
  const reads: number[] = [];
  const looks: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const index = Math.imul(round + 1, 40_503) % count;
    reads.push(await timed(() => rows.findOne({ _id: idOf(index) })));
    // Of the same kind as those kept, and none of them.
    const typed = matterNumber(count + index);
    looks.push(
      await timed(async () => {
        const asked = { except: null, limit: 10 };
        const similar = await product.stores.signatures.similarTo(signatureOf(typed), asked);
        found += similar.length;
      }),
    );
  }
  pairOptions.say(`  ${(found / rounds).toFixed(1)} similar cases a look-up`);
  return {
    floor: { median: quantile(reads, 0.5), p99: quantile(reads, 0.99) },
    product: { median: quantile(looks, 0.5), p99: quantile(looks, 0.99) },
    others: watch.read().others,
  };
}

/** M-dup: the look-up of likely duplicates while typing among 100,000 complaints, against one indexed read. */
export async function measureDuplicateLookUp(bench: Bench): Promise<Result[]> {
  const count = bench.args.quick ? 10_000 : 100_000;
  const rows = bench.product.store.rows<SignatureRow>('signatures');
  try {
    await keepSignatures(bench, count);
    await pairOf(bench, count);
    const pairs = await collectPairs(() => pairOf(bench, count), bench.pairOptions);
    const what = `look-up of likely duplicates among ${count} vs one indexed read`;
    return [
      summarise(pairs, 'median', {
        ...{ id: 'M-dup', what, unit: 'ms' },
        goal: { is: 'at most', value: 3 },
      }),
      summarise(pairs, 'p99', { id: 'M-dup-p99', what: `${what}, p99`, unit: 'ms', goal: null }),
    ];
  } finally {
    await rows.deleteMany({ _id: { $regex: '^bench-dup-' } });
  }
}
