import { Refusal } from '../../processes/refusal.ts';

/** The code of what work refuses, with the reason where one is given; null when it refuses nothing. */
export function refusalOf(work: () => unknown): unknown[] | null {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.params.reason].filter(Boolean);
    throw error;
  }
  return null;
}
