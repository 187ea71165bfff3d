import type { Request } from 'express';

const mostCharacters = 60_000;
/** Control signs that no text of a person holds; line breaks and tabs stay. */
const control = /[^\P{Cc}\n\t]/gu;

function clean(text: string): string {
  const lines = text.slice(0, mostCharacters).replace(/\r\n?|[\u2028\u2029]/g, '\n');
  // Half of a surrogate pair cannot be stored or hashed the same way everywhere.
  return Buffer.from(lines, 'utf8').toString('utf8').normalize('NFC').replace(control, '').trim();
}

/**
 * Text fields of a posted form or of a query. Whatever is no text counts as not given, so that an object never
 * reaches a query to the database.
 */
export function readFields<Name extends string>(
  given: unknown,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const fields: Partial<Record<Name, string>> = {};
  if (typeof given !== 'object' || given === null) return fields;
  const entries = new Map<string, unknown>(Object.entries(given));
  for (const name of names) {
    const value = entries.get(name);
    if (typeof value === 'string') fields[name] = clean(value);
  }
  return fields;
}

/** A line of text: breaks become blanks. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** One cookie of the request; null when it is not there. */
export function readCookie(request: Request, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/);
  const pair = pairs.find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
