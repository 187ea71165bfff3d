import { unzipSync } from 'fflate';
import type { Reading } from '../../processes/publication/removed.ts';
import { stripImage } from './strip-image.ts';

const mostParts = 2000;
const mostUnpacked = 60 * 1024 * 1024;

export type OfficeProblem = 'broken' | 'too-long' | 'holds-files' | 'image-metadata';
export type OfficeReading =
  | { readonly readings: readonly Reading[] }
  | { readonly problem: OfficeProblem; readonly part: string };

class TooMuch extends Error {}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let parts = 0;
  let size = 0;
  return unzipSync(bytes, {
    filter: ({ originalSize }) => {
      parts += 1;
      size += originalSize;
      if (parts > mostParts || size > mostUnpacked) throw new TooMuch();
      return true;
    },
  });
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, dec, hex, name) => {
    const point = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : null;
    if (point === null) return entities[name] ?? whole;
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * Everything a part says: text of all runs joined as they are read, also what is deleted, hidden or a comment, and the
 * values of attributes (link targets, authors, alternative texts).
 */
export function textOfXml(xml: string): string {
  const ended = xml.replace(/<\/(?:\w+:)?(?:p|tr|row|si|c|comment)>/g, '\n');
  const attributes = [...xml.matchAll(/\s[\w:-]+\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  return unescapeXml(`${ended.replace(/<[^>]*>/g, '')}\n${attributes.join('\n')}`);
}

/** The bytes of a part that is no XML, read in both of the ways a name could stand there. */
function looseText(bytes: Uint8Array): string {
  return `${new TextDecoder('utf-8').decode(bytes)}\n${new TextDecoder('utf-16le').decode(bytes)}`;
}

const pictureTypes: Readonly<Record<string, 'image/jpeg' | 'image/png'>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** Files, programs, and the picture of the first page as it was before anything was covered. */
const holdsMore =
  /embeddings\/|vbaProject|activeX|docProps\/thumbnail|\.(?:docx|xlsx|pptx|doc|xls|pdf)$/i;

/** True when a picture inside a document tells more than what is seen. */
function tellsMore(path: string, bytes: Uint8Array): boolean {
  const type = pictureTypes[path.split('.').at(-1)?.toLowerCase() ?? ''];
  if (type === undefined) return false;
  const stripped = stripImage(type, Buffer.from(bytes));
  return stripped === null || stripped.length !== bytes.length;
}

/** Reads every part of a Word or Excel document: text, comments, deletions, properties, headers and loose parts. */
export function readOffice(bytes: Uint8Array): OfficeReading {
  let files: Record<string, Uint8Array>;
  try {
    files = unpack(bytes);
  } catch (error) {
    return { problem: error instanceof TooMuch ? 'too-long' : 'broken', part: '' };
  }
  const readings: Reading[] = [];
  for (const [path, content] of Object.entries(files)) {
    if (holdsMore.test(path)) return { problem: 'holds-files', part: path };
    if (tellsMore(path, content)) return { problem: 'image-metadata', part: path };
    const isXml = /\.(?:xml|rels|vml)$/i.test(path);
    const text = isXml ? textOfXml(new TextDecoder('utf-8').decode(content)) : looseText(content);
    readings.push({ place: `part:${path}`, text: `${path}\n${text}` });
  }
  return { readings };
}
