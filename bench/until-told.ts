import type { Bench } from './bench-stacks.ts';
import { pause } from './load.ts';

const patienceMs = 10 * 60_000;

/**
 * Waits until something is so, looking five times a second.
 *
 * @throws Error after ten minutes
 */
export async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(200);
  }
}

/** The engine has taken what waited in the outbox: what comes next begins from quiet. */
export function untilTold({ product }: Bench): Promise<void> {
  return until(
    'the outbox to be empty',
    async () => (await product.stores.outbox.countWaiting(new Date())).waiting === 0,
  );
}
