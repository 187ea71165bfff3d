import type { Store } from './connect.ts';

interface CounterRow {
  readonly _id: string;
  readonly next: number;
}

/** Hands out numbers of a day (`HY20261121-0042`). */
export type NumberSource = (day: string) => Promise<string>;

/**
 * Takes numbers in blocks, so that accepting complaints never queues at one record;
 * a process that stops leaves a gap, never a number given twice.
 *
 * @param blockSize how many numbers one process takes at a time
 * @param prefix what the numbers begin with; each prefix counts for itself
 */
export function createNumberSource(store: Store, blockSize = 20, prefix = 'HY'): NumberSource {
  const counters = store.rows<CounterRow>('counters');
  let block: Promise<{ day: string; next: number; end: number }> | null = null;

  async function takeBlock(day: string) {
    const row = await counters.findOneAndUpdate(
      { _id: prefix === 'HY' ? `number:${day}` : `number:${prefix}:${day}` },
      { $inc: { next: blockSize } },
      { upsert: true, returnDocument: 'after' },
    );
    const end = row?.next ?? blockSize;
    return { day, next: end - blockSize + 1, end };
  }

  return async (day) => {
    for (;;) {
      block ??= takeBlock(day);
      const held = block;
      const current = await held.catch((error: unknown) => {
        if (block === held) block = null;
        throw error;
      });
      if (current.day === day && current.next <= current.end) {
        const number = current.next;
        current.next += 1;
        return `${prefix}${day}-${String(number).padStart(4, '0')}`;
      }
      if (block === held) block = takeBlock(day);
    }
  };
}
