import type { Request } from 'express';
import { Refusal } from '../../processes/refusal.ts';

const shape = /^[\w.:-]{8,100}$/;

/**
 * The sender's own name for this attempt; null when none was given.
 * @throws Refusal `FIELD_INVALID` for one that is too short to be unique or holds other signs
 */
export function idempotencyKeyOf(req: Request): string | null {
  const given = req.get('idempotency-key');
  if (given === undefined) return null;
  if (!shape.test(given))
    throw new Refusal('FIELD_INVALID', { field: 'Idempotency-Key', reason: 'WRONG_FORMAT' });
  return given;
}
