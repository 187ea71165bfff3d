import { acceptComplaint } from '../workers/store/intake.ts';
import type { Bench } from './bench-stacks.ts';
import { pause } from './load.ts';
import { newSubmission } from './product/submission.ts';

/** Four complaints a second: many times a city's load, and what the engine still keeps up with beside other work. */
const usualEveryMs = 250;

/** Accepts complaints at an even pace, by default four a second, as long as `goesOn`; milliseconds of each. */
export async function acceptEvenly(
  { product }: Pick<Bench, 'product'>,
  goesOn: (count: number) => boolean,
  everyMs = usualEveryMs,
): Promise<number[]> {
  const latencies: number[] = [];
  const beganAt = performance.now();
  for (let count = 0; goesOn(count); count += 1) {
    await pause(Math.max(0, beganAt + count * everyMs - performance.now()));
    const startedAt = performance.now();
    await acceptComplaint(
      { ...product.stores, trackingSecret: 'a secret of the bench only' },
      newSubmission(),
      new Date(),
    );
    latencies.push(performance.now() - startedAt);
  }
  return latencies;
}
