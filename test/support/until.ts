import { setTimeout as rest } from 'node:timers/promises';

type Waited<T> = T | null | undefined | false;

/**
 * Waits until `look` finds something; the limit is a net, never the signal.
 *
 * @throws Error naming what was waited for
 */
export async function until<T>(
  what: string,
  look: () => Waited<T> | Promise<Waited<T>>,
  limitMs = 60_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await rest(25);
  }
}
