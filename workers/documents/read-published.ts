import type { Reading } from '../../processes/publication/removed.ts';
import { Refusal } from '../../processes/refusal.ts';
import { readOffice } from './read-office.ts';
import { readPdf } from './read-pdf.ts';
import { isStrippable, stripImage } from './strip-image.ts';

/** A file that is to be published beside a reply. */
export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What of a file can be read, and its bytes as they are published. */
export interface ReadFile {
  readonly bytes: Buffer;
  /** Everything that can be read; `place` is `page:<n>`, `part:<path>`, `metadata:<field>`, `outline:` or `name:`. */
  readonly readings: readonly Reading[];
}

const office = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

const officeCodes = {
  broken: 'PUBLISHED_FILE_BROKEN',
  'too-long': 'PUBLISHED_FILE_TOO_LONG',
  'holds-files': 'PUBLISHED_FILE_HOLDS_FILES',
  'image-metadata': 'PUBLISHED_FILE_PICTURE_METADATA',
} as const;

const pdfCodes = {
  broken: 'PUBLISHED_FILE_BROKEN',
  protected: 'PUBLISHED_FILE_PROTECTED',
  'too-long': 'PUBLISHED_FILE_TOO_LONG',
} as const;

async function pdfReadings(name: string, bytes: Buffer): Promise<Reading[]> {
  const read = await readPdf(bytes);
  if ('problem' in read) throw new Refusal(pdfCodes[read.problem], { name });
  if (read.holdsFiles || read.isForm || read.runs || read.pages.some(({ holdsFile }) => holdsFile))
    throw new Refusal('PUBLISHED_FILE_HOLDS_FILES', { name, part: 'PDF' });
  for (const [index, { hasText, unreadable }] of read.pages.entries()) {
    if (!hasText) throw new Refusal('PUBLISHED_FILE_SCANNED', { name, page: index + 1 });
    if (unreadable) throw new Refusal('PUBLISHED_FILE_UNREADABLE_FONT', { name, page: index + 1 });
  }
  return [
    ...read.pages.map(({ text, notes }, index) => ({
      place: `page:${index + 1}`,
      text: [text, ...notes].join('\n'),
    })),
    ...read.metadata.map(({ field, text }) => ({ place: `metadata:${field}`, text })),
    { place: 'outline:', text: read.outline.join('\n') },
  ];
}

function officeReadings(name: string, bytes: Buffer): readonly Reading[] {
  const read = readOffice(bytes);
  if ('problem' in read) throw new Refusal(officeCodes[read.problem], { name, part: read.part });
  return read.readings;
}

function plainText(name: string, bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one may fit.
    }
  }
  throw new Refusal('PUBLISHED_FILE_BROKEN', { name });
}

async function readBody({ name, type, bytes }: GivenFile): Promise<ReadFile> {
  if (isStrippable(type)) {
    const stripped = stripImage(type, bytes);
    if (stripped === null) throw new Refusal('PUBLISHED_FILE_BROKEN', { name });
    return { bytes: stripped, readings: [] };
  }
  if (type === 'application/pdf') return { bytes, readings: await pdfReadings(name, bytes) };
  if (office.includes(type)) return { bytes, readings: officeReadings(name, bytes) };
  if (type === 'text/plain')
    return { bytes, readings: [{ place: 'page:1', text: plainText(name, bytes) }] };
  throw new Refusal('PUBLISHED_FILE_KIND', { name });
}

/**
 * Reads a file again as anybody who downloads it could: text layer, notes, metadata, properties and name. A picture
 * comes back without its metadata; what is seen on it only a person can judge.
 *
 * @throws Refusal `PUBLISHED_FILE_SCANNED` for a page without a text layer, `PUBLISHED_FILE_UNREADABLE_FONT`,
 *   `PUBLISHED_FILE_PROTECTED`, `PUBLISHED_FILE_HOLDS_FILES`, `PUBLISHED_FILE_PICTURE_METADATA`, `PUBLISHED_FILE_TOO_LONG`,
 *   `PUBLISHED_FILE_BROKEN`, `PUBLISHED_FILE_KIND` for sound, film and other kinds nobody can read again
 */
export async function readPublished(file: GivenFile): Promise<ReadFile> {
  const { bytes, readings } = await readBody(file);
  return { bytes, readings: [...readings, { place: 'name:', text: file.name }] };
}
