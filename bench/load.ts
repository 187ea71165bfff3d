/** Waits; a load generator paces itself by nothing else. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a closed loop got done in its measured part. */
export interface LoopCount {
  readonly completed: number;
  readonly seconds: number;
}

export interface LoopOptions {
  /** Complaints under way at a time. */
  readonly width: number;
  /** How long is measured, in ms; longer when fewer than twice the width are completed by then. */
  readonly measuredMs: number;
  /** Called when the measured part begins. */
  readonly begin?: () => void;
  /** Called when it ends. */
  readonly end?: () => void;
}

/**
 * Keeps `width` complaints under way. The measured part begins when as many were completed, so that complaints of every
 * stage are under way, and whatever is under way at its end is seen through, uncounted.
 */
export async function closedLoop(
  runOne: () => Promise<void>,
  { width, measuredMs, begin, end }: LoopOptions,
): Promise<LoopCount> {
  let ramp = width;
  let startedAt = 0;
  let completed = 0;
  let seconds = 0;

  function note(): void {
    if (ramp > 0) {
      ramp -= 1;
      if (ramp > 0) return;
      begin?.();
      startedAt = performance.now();
      return;
    }
    if (seconds > 0) return;
    completed += 1;
    const elapsed = performance.now() - startedAt;
    if (elapsed < measuredMs || completed < 2 * width) return;
    seconds = elapsed / 1000;
    end?.();
  }

  async function lane(): Promise<void> {
    while (seconds === 0) {
      await runOne();
      note();
    }
  }

  await Promise.all(Array.from({ length: width }, lane));
  return { completed, seconds };
}

/** Starts something `perSecond` times a second, whether or not the earlier ones are done; then sees all through. */
export async function openLoop(
  startOne: () => Promise<void>,
  { perSecond, forMs }: { readonly perSecond: number; readonly forMs: number },
): Promise<void> {
  const started: Promise<void>[] = [];
  const beganAt = performance.now();
  const total = Math.max(1, Math.round((perSecond * forMs) / 1000));
  for (let index = 0; index < total; index += 1) {
    const due = beganAt + (index * 1000) / perSecond;
    await pause(Math.max(0, due - performance.now()));
    started.push(startOne());
  }
  await Promise.all(started);
}
