import { strToU8, type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import {
  byName,
  knownKindOf,
  modelKindOf,
  mostModelBytes,
  mostModelFiles,
  type NamedFile,
} from '../../processes/models/file.ts';
import { Refusal } from '../../processes/refusal.ts';
import { sha256 } from '../platform/digest.ts';

const folder = 'models/';
const manifest = 'set.json';
/** All files of an archive together hold at most this many bytes. */
export const mostArchiveBytes = 20 * 1024 * 1024;
/** Text becomes a tenth, at best a fiftieth; what promises more than this is a bomb. */
const mostRatio = 100;

/**
 * A set as a ZIP that can live in git: the same files give the same bytes wherever and whenever it is made. Nothing is
 * compressed, so that git finds what two versions have in common.
 */
export function packSet(files: readonly NamedFile[]): Uint8Array {
  const ordered = byName(files);
  const listed = ordered.map(({ name, content }) => ({ name, sha256: sha256(content) }));
  const about = { format: 'huiying-models-1', files: listed };
  const entries = [
    [manifest, `${JSON.stringify(about, null, 2)}\n`],
    ...ordered.map(({ name, content }) => [`${folder}${name}`, content] as const),
  ] as const;
  return zipSync(
    Object.fromEntries(entries.map(([name, text]) => [name, strToU8(text)])),
    // The format keeps local time without a zone: built from local parts it is the same everywhere.
    { level: 0, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o644 << 16 },
  );
}

/**
 * A file as text, read strictly as UTF-8: another encoding could hide from the checks what the engine then reads.
 *
 * @throws Refusal `MODEL_FILE_NAME`, `MODEL_FILE_TOO_LARGE`, `MODEL_FILE_ENCODING`
 */
export function readModelFile(name: string, bytes: Uint8Array): NamedFile {
  knownKindOf(name);
  if (bytes.length > mostModelBytes) throw new Refusal('MODEL_FILE_TOO_LARGE');
  try {
    return { name, content: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Refusal('MODEL_FILE_ENCODING', { name });
  }
}

/** Judges each entry by what the archive says of it, before a byte of it is unpacked. */
function entryGuard() {
  const seen = new Set<string>();
  let bytes = 0;
  return ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    if (name === folder) return false;
    const isOurs =
      name === manifest ||
      (name.startsWith(folder) && modelKindOf(name.slice(folder.length)) !== null);
    if (!isOurs || seen.has(name)) throw new Refusal('ARCHIVE_PATH', { name: name.slice(0, 100) });
    seen.add(name);
    bytes += originalSize;
    const isTooLarge =
      seen.size > mostModelFiles + 1 ||
      originalSize > mostModelBytes ||
      bytes > mostArchiveBytes ||
      originalSize > mostRatio * Math.max(size, 1);
    if (isTooLarge) throw new Refusal('ARCHIVE_TOO_LARGE');
    return name !== manifest;
  };
}

/**
 * The files of a ZIP, by name.
 *
 * @throws Refusal `ARCHIVE_UNREADABLE`, `ARCHIVE_PATH`, `ARCHIVE_TOO_LARGE`, `ARCHIVE_EMPTY`, `MODEL_FILE_ENCODING`
 */
export function unpackSet(bytes: Uint8Array): NamedFile[] {
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(bytes, { filter: entryGuard() });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('ARCHIVE_UNREADABLE');
  }
  const files = Object.entries(entries).map(([path, content]) =>
    readModelFile(path.slice(folder.length), content),
  );
  if (files.length === 0) throw new Refusal('ARCHIVE_EMPTY');
  return byName(files);
}

/** Whether bytes are a ZIP, by their first signs. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}
