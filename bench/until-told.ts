import type { Bench } from './bench-stacks.ts';
import { pause } from './load.ts';

const patience = { everyMs: 200, limitMs: 10 * 60_000 };

/**
 * Waits until something is so, looking five times a second for ten minutes unless told otherwise.
 *
 * @throws Error when it took longer
 */
export async function until(
  what: string,
  look: () => Promise<boolean>,
  { everyMs, limitMs } = patience,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(everyMs);
  }
}

/** The engine has taken what waited in the outbox: what comes next begins from quiet. */
export function untilTold({ product }: Bench, how = patience): Promise<void> {
  return until(
    'the outbox to be empty',
    async () => (await product.stores.outbox.countWaiting(new Date())).waiting === 0,
    how,
  );
}
