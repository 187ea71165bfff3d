/**
 * Calls `write` with everything that came while it was busy, so that many small writes become few.
 * A single item is written at once.
 */
export function gather<T>(
  write: (items: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let next: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    const items = waiting;
    waiting = [];
    next = null;
    await write(items);
  }

  return (item) => {
    waiting.push(item);
    if (next === null) {
      // A failed write is told to its own items; the next one starts all the same.
      next = running.catch(() => undefined).then(flush);
      running = next;
    }
    return next;
  };
}
