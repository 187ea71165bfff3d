/** How many jobs are in hand. A job that outlives its lock no longer counts: the engine gives it to another worker. */
export interface JobLoad {
  /** Runs `work`; `overdue` is called when it is not done after `limitMs`. */
  readonly run: (work: () => Promise<void>, limitMs: number, overdue: () => void) => void;
  readonly busy: () => number;
  /** Resolves as soon as fewer than `count` jobs are in hand. */
  readonly below: (count: number) => Promise<void>;
  /** Waits for all work, at most `limitMs`; answers how many were left behind. */
  readonly drain: (limitMs: number) => Promise<number>;
}

async function idle(running: ReadonlySet<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}

/** @param changed called whenever a slot was taken or freed */
export function createJobLoad(changed: (busy: number) => void): JobLoad {
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let busy = 0;

  function count(step: 1 | -1): void {
    busy += step;
    changed(busy);
    for (const look of [...waiting]) look();
  }

  function below(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (busy >= limit) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }

  return {
    run: (work, limitMs, overdue) => {
      count(1);
      let holdsSlot = true;
      const release = () => {
        if (!holdsSlot) return;
        holdsSlot = false;
        count(-1);
      };
      const lock = setTimeout(() => {
        release();
        overdue();
      }, limitMs);
      lock.unref();
      const done = work().finally(() => {
        clearTimeout(lock);
        running.delete(done);
        release();
      });
      running.add(done);
    },
    busy: () => busy,
    below,
    drain: async (limitMs) => {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([idle(running), limit]);
      clearTimeout(timer);
      return running.size;
    },
  };
}
