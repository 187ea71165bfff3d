export interface BackOff {
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

/** Milliseconds to wait before try `attempt` (0 is the first repetition), spread by half so that many do not meet again. */
export function backOffMs(attempt: number, { baseMs, factor, maxMs }: BackOff): number {
  const full = Math.min(maxMs, baseMs * factor ** Math.max(0, attempt));
  return Math.round(full * (0.5 + Math.random() / 2));
}

/** Waits, or ends early when `signal` aborts; never rejects. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
