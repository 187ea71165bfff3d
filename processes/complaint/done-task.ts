import type { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Actor } from './case.ts';

/** A task as it was done: who, when, in which step, and the digest of the texts its form collected. */
export interface DoneTask {
  readonly at: Date;
  readonly by: Actor;
  readonly step: string;
  /** Salted digest of the collected fields, by entry id. */
  readonly digests: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what a form collected; names the first field that does not hold, so that the form can show it there.
 * @throws Refusal `FIELD_INVALID`
 */
export function readFields<S extends z.ZodType>(schema: S, fields: Fields): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal('FIELD_INVALID', {
    field: issue?.path.join('.') ?? '',
    reason: issue?.message ?? '',
  });
}
