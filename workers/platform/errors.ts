/** Retrying cannot help: the job stalls at once and an operator is asked. */
export class Unrecoverable extends Error {
  override readonly name = 'Unrecoverable';
}

/** Two writers met at the same record; trying again reads the newer one. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** Anything thrown, as an Error; what was thrown besides is kept as the cause. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error('something that is no error was thrown', { cause: thrown });
}
