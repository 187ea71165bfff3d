import { z } from 'zod';

/** Halves of a character pair: a database stores something else for them, and every digest would break. */
const broken = /\p{Surrogate}/u;
/** Signs no form can hold and no reader sees: they forge lines in logs and mails. Tab and line break are none. */
const unprintable = /[\p{Cc}\u2028\u2029]/u;

function isPrintable(text: string): boolean {
  return !broken.test(text) && !unprintable.test(text.replace(/[\t\n]/g, ''));
}

/** A text of several lines, as typed, with one kind of line break. Longest in characters. */
export function lines(max: number, min = 0) {
  return z
    .string()
    .max(2 * max)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(min).max(max).refine(isPrintable, 'TEXT_UNPRINTABLE'));
}

/** A text of one line. */
export function line(max: number, min = 0) {
  return lines(max, min).refine((text) => !/[\t\n]/.test(text), 'ONE_LINE_ONLY');
}

/** A line that may be left out; empty is the same as left out. */
export function optionalLine(max: number) {
  return line(max)
    .nullish()
    .transform((text) => text || null);
}

/** The address of a page, which may be left out; empty is the same as left out. */
export const link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .nullish()
  .or(z.literal(''))
  .transform((text) => text || null);

/** Yes or no, also as a form of plain fields sends it. */
export const yesOrNo = z.union([
  z.boolean(),
  z.enum(['true', 'false', 'on', '']).transform((word) => word === 'true' || word === 'on'),
]);

/** An id as the house makes them: no sign with a meaning of its own to database, path or group. */
export const id = z.string().regex(/^[\w-]{1,64}$/);

/** The code of a complaint type; whether it is in force is looked up by whoever uses it. */
export const topicCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'NOT_A_CHOICE');

/** An engine key: 64 bits as text. */
export const engineKey = z.string().regex(/^\d{1,19}$/);

const instant = z.iso.datetime({ offset: true });
/** A moment that has been. */
export const pastInstant = instant.transform((text) => new Date(text));
/** A moment as answers carry it. */
export const at = instant.describe('UTC');

const scalar = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);
const fieldName = z.string().regex(/^[A-Za-z_][\w-]{0,63}$/);
const flat = z.record(fieldName, scalar);
const fieldValue = z.union([scalar, z.array(z.union([scalar, flat])).max(100), flat]);

function everyTextIsPrintable(value: unknown): boolean {
  if (typeof value === 'string') return isPrintable(value.replace(/\r\n?/g, '\n'));
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= 2 ** 53;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(everyTextIsPrintable);
}

/** What a form collected: few, shallow, printable. Which fields there are is checked against the deployed form. */
export const formFields = z
  .record(fieldName, fieldValue)
  .refine((fields) => Object.keys(fields).length <= 100, 'TOO_MANY_FIELDS')
  .refine(everyTextIsPrintable, 'TEXT_UNPRINTABLE');
