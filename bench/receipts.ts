import { type FileHandle, open } from 'node:fs/promises';

/** What the client was promised, on disk before it counts: speed must not come from losing work. */
export interface Receipts {
  /** Resolves when the line is on disk; lines that come together share one flush. */
  readonly keep: (line: string) => Promise<void>;
  readonly kept: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens the file of receipts. */
export async function openReceipts(file: string): Promise<Receipts> {
  const handle: FileHandle = await open(file, 'a');
  const kept: string[] = [];
  let waiting: string[] = [];
  let flushing: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
    await handle.datasync();
    kept.push(...lines);
  }

  async function flushAfter(earlier: Promise<void> | null): Promise<void> {
    await earlier;
    flushing = next;
    next = null;
    await flush();
  }

  return {
    keep: (line) => {
      waiting.push(line);
      next ??= flushAfter(flushing);
      return next;
    },
    kept: () => kept,
    close: async () => {
      await (next ?? flushing);
      await handle.close();
    },
  };
}
