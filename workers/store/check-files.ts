import { buffer } from 'node:stream/consumers';
import {
  personalDataIn,
  placesStillHolding,
  type Reading,
} from '../../processes/publication/removed.ts';
import { Refusal } from '../../processes/refusal.ts';
import { type GivenFile, type ReadFile, readPublished } from '../documents/read-published.ts';
import { sha256 } from '../platform/digest.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { SheetFile } from './publications.ts';
import type { Stores } from './stores.ts';

/** What a file beside a reply may not hold, and what in it was decided to be shown. */
export interface Forbidden {
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

const stillHolds: Readonly<Record<string, string>> = {
  page: 'PUBLISHED_FILE_HOLDS_ON_PAGE',
  part: 'PUBLISHED_FILE_HOLDS_IN_PART',
  metadata: 'PUBLISHED_FILE_HOLDS_IN_METADATA',
  outline: 'PUBLISHED_FILE_HOLDS_IN_OUTLINE',
  name: 'PUBLISHED_FILE_HOLDS_IN_NAME',
};

function split(place: string): { readonly kind: string; readonly at: string } {
  const colon = place.indexOf(':');
  return { kind: place.slice(0, colon), at: place.slice(colon + 1) };
}

function checkReadings(
  name: string,
  readings: readonly Reading[],
  { removed, kept }: Forbidden,
  lookedAt: boolean,
): void {
  const [held] = placesStillHolding(readings, removed);
  if (held !== undefined) {
    const { kind, at } = split(held);
    throw new Refusal(stillHolds[kind] ?? 'PUBLISHED_FILE_HOLDS_IN_PART', { name, at });
  }
  const found = lookedAt ? [] : personalDataIn(readings, kept);
  const [first] = found;
  if (first !== undefined) {
    const { at } = split(first.place);
    const params = { name, count: found.length, kind: first.kind, at: at || name };
    throw new Refusal('PUBLISHED_FILE_PERSONAL', params);
  }
}

/**
 * Reads a file as it would be downloaded and looks for what was covered and for whoever sent the complaint.
 *
 * @throws Refusal those of `readPublished`; `PUBLISHED_FILE_HOLDS_…` naming the place; `PUBLISHED_FILE_PERSONAL` unless
 *   somebody has looked at what seems personal in it
 */
export async function checkFile(
  file: GivenFile,
  forbidden: Forbidden,
  lookedAt: boolean,
): Promise<ReadFile> {
  const read = await readPublished(file);
  checkReadings(file.name, read.readings, forbidden, lookedAt);
  return read;
}

/**
 * Reads kept files again, from the store, just before they are let through.
 * @throws Refusal those of `checkFile`; Unrecoverable when the bytes are others than those that were looked at
 */
export async function checkKept(
  { attachments }: Pick<Stores, 'attachments'>,
  files: readonly SheetFile[],
  forbidden: Forbidden,
): Promise<void> {
  for (const { id, name, type, sha256: hash, lookedAt } of files) {
    const bytes = await buffer(attachments.read(id));
    if (sha256(bytes) !== hash) throw new Unrecoverable('a file to be published was changed');
    await checkFile({ name, type, bytes }, forbidden, lookedAt);
  }
}
