import { EngineError } from './port.ts';

/**
 * Waits for an answer at most `limitMs`. The client itself would wait, or repeat, for ever.
 *
 * @param leaving once it aborts, an answer that is still awaited no longer keeps the process alive
 * @throws EngineError `deadline`, transient: what was asked may still have happened
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  limitMs: number,
  leaving?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const letGo = () => timer?.unref();
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EngineError('transient', 'deadline', 'the engine did not answer in time')),
      limitMs,
    );
  });
  leaving?.addEventListener('abort', letGo, { once: true });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    leaving?.removeEventListener('abort', letGo);
  }
}
