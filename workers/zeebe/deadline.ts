import { EngineError } from './port.ts';

/**
 * Waits for an answer at most `limitMs`. The client itself would wait, or repeat, for ever.
 *
 * @throws EngineError `deadline`, transient: what was asked may still have happened
 */
export async function withDeadline<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EngineError('transient', 'deadline', 'the engine did not answer in time')),
      limitMs,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
