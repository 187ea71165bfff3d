/** Wakes a waiting loop. */
export interface Signal {
  readonly ring: () => void;
  /** Waits for a ring, at most so many ms; a ring since the last wait counts. False: none came. */
  readonly wait: (ms: number) => Promise<boolean>;
}

/** A signal nobody has rung yet. */
export function createSignal(): Signal {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const limit = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(limit);
            resolve();
          };
        });
        wake = null;
      }
      const was = rung;
      rung = false;
      return was;
    },
  };
}
