import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { canonicalJson } from '../../processes/canonical-json.ts';
import type { Action } from '../../processes/complaint/case.ts';
import { linkTextOf } from '../../processes/complaint/chain.ts';
import { sha256 } from '../platform/digest.ts';
import type { EntryRow } from '../store/entries.ts';

/** A file of a package, by its path in it. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** What a package is made of: pages and files, and the log with the texts it binds. */
export interface PackageContent {
  readonly files: readonly PackedFile[];
  readonly log: readonly Action[];
  readonly entries: readonly EntryRow[];
  readonly at: Date;
}

function textFile(path: string, lines: readonly string[]): PackedFile {
  return { path, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')) };
}

/** The log as it was hashed, and each text that is still kept with the salt of its digest. */
function chainFiles({ log, entries }: PackageContent): PackedFile[] {
  const kept = entries.filter(({ salt }) => salt !== '');
  return [
    textFile(
      'chain/actions.txt',
      log.map((action) => `${action.hash} ${linkTextOf(action)}`),
    ),
    textFile(
      'chain/texts.txt',
      kept.map(({ _id, salt, fields }) => `${_id} ${salt} ${canonicalJson(fields)}`),
    ),
  ];
}

/**
 * One ZIP that can be read and checked without the product: the pages and files, the hash-chained log, a manifest as
 * `sha256sum` writes it, and a check to run.
 */
export async function packArchive(content: PackageContent): Promise<Buffer> {
  const check = await readFile(new URL('./check-archive.mjs', import.meta.url));
  const files = [...content.files, ...chainFiles(content), { path: 'check.mjs', bytes: check }];
  const manifest = textFile(
    'manifest.txt',
    files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}`),
  );
  const packed = [...files, manifest].map(
    ({ path, bytes }) => [path, new Uint8Array(bytes)] as const,
  );
  return Buffer.from(zipSync(Object.fromEntries(packed), { mtime: content.at, level: 6 }));
}
