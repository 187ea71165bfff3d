import type { z } from 'zod';
import { Refusal } from '../processes/refusal.ts';

/** Where a page ended, as text for the next request; opaque to whoever carries it. */
export function toCursor(place: Readonly<Record<string, string | number | null>>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Reads a cursor that was given out before.
 * @throws Refusal `CURSOR_UNREADABLE` for anything else
 */
export function fromCursor<T extends z.ZodType>(shape: T, cursor: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Refusal('CURSOR_UNREADABLE');
  }
}
