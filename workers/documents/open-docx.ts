import { unzipSync } from 'fflate';
import { Refusal } from '../../processes/refusal.ts';
import { plainTextOf, xmlFaultOf } from './harmless-xml.ts';

const mostParts = 500;
const mostUnpacked = 30 * 1024 * 1024;
const mainPart = 'word/document.xml';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The parts of a Word document as text, by path; what is no XML is left out. */
export type Parts = ReadonlyMap<string, string>;

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let parts = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        parts += 1;
        size += originalSize;
        if (parts > mostParts || size > mostUnpacked) throw new Refusal('TEMPLATE_TOO_LARGE');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('TEMPLATE_NOT_DOCX');
  }
}

function textOf(bytes: Uint8Array): string {
  const text = plainTextOf(bytes);
  if (text === null || xmlFaultOf(text) === 'encoding') throw new Refusal('TEMPLATE_NOT_DOCX');
  return text;
}

/** A document that fetches or runs something when it is opened is none that the house sends out under a number. */
function checkHarmless(paths: readonly string[], parts: Parts): void {
  const types = parts.get('[Content_Types].xml') ?? '';
  const runs = /vbaProject|activeX|\.bin$|embeddings\//i;
  if (
    /macroEnabled|vbaProject|activeX|oleObject/i.test(types) ||
    paths.some((one) => runs.test(one))
  )
    throw new Refusal('TEMPLATE_MACRO');
  for (const [path, text] of parts) {
    if (xmlFaultOf(text) === 'doctype') throw new Refusal('TEMPLATE_DOCTYPE', { part: path });
    const links = path.endsWith('.rels') ? (text.match(/<Relationship\b[^>]*>/g) ?? []) : [];
    const fetches = links.some(
      (link) => /TargetMode\s*=\s*["']External/i.test(link) && !/\/hyperlink["']/.test(link),
    );
    if (fetches) throw new Refusal('TEMPLATE_EXTERNAL', { part: path });
  }
}

/**
 * Opens a Word document and looks at what is in it.
 *
 * @throws Refusal `TEMPLATE_NOT_DOCX`, `TEMPLATE_TOO_LARGE`, `TEMPLATE_MACRO`, `TEMPLATE_DOCTYPE`, `TEMPLATE_EXTERNAL`
 */
export function openDocx(bytes: Uint8Array): Parts {
  const files = unpack(bytes);
  const paths = Object.keys(files);
  const parts = new Map(
    Object.entries(files)
      .filter(([path]) => /\.(xml|rels)$/i.test(path))
      .map(([path, content]) => [path, textOf(content)]),
  );
  checkHarmless(paths, parts);
  const isDocument = parts.has(mainPart) && parts.get('[Content_Types].xml')?.includes(mainType);
  if (!isDocument) throw new Refusal('TEMPLATE_NOT_DOCX');
  return parts;
}
