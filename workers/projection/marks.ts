import type { EngineRecordStore } from '../store/engine-records.ts';

/** Up to where each partition's records are complete, as far as this process has heard. */
export interface Marks {
  readonly all: () => ReadonlyMap<number, number>;
  /** Asks the database at the next refresh, whatever the bell says. */
  readonly distrust: () => void;
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Follows the watermarks by their bell; what the bell misses, a refresh reads. */
export function openMarks(records: EngineRecordStore, onRing: () => void): Marks {
  const marks = new Map<number, number>();
  let isDistrusted = true;

  function raise(partition: number, position: number): void {
    marks.set(partition, Math.max(position, marks.get(partition) ?? 0));
  }

  const bell = records.openBell((mark) => {
    if (mark === null) isDistrusted = true;
    else raise(mark.partition, mark.position);
    onRing();
  });
  return {
    all: () => marks,
    distrust: () => {
      isDistrusted = true;
    },
    refresh: async () => {
      if (!isDistrusted) return;
      isDistrusted = false;
      for (const { _id, position } of await records.watermarks()) raise(_id, position);
    },
    close: () => bell.close().catch(() => undefined),
  };
}
