import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { plainTextOf, xmlFaultOf } from '../documents/harmless-xml.ts';
import { UnreadableTable } from './unreadable-table.ts';

const mostParts = 2000;
const mostUnpacked = 300 * 1024 * 1024;

function partsOf(bytes: Uint8Array): Record<string, Uint8Array> {
  let parts = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts += 1;
        size += originalSize;
        if (parts > mostParts || size > mostUnpacked)
          throw new UnreadableTable(
            `the XLSX workbook unpacks to more than ${mostUnpacked / 1024 / 1024} MB or ${mostParts} parts`,
          );
        return /\.(xml|rels|vml)$/i.test(name);
      },
    });
  } catch (cause) {
    if (cause instanceof UnreadableTable) throw cause;
    throw new UnreadableTable('the file is no readable XLSX workbook', { cause });
  }
}

/**
 * Reads an XLSX workbook and looks at every part of it before a parser does.
 *
 * @returns its bytes
 * @throws UnreadableTable naming the part that declares a document type or another encoding than UTF-8
 */
export async function openWorkbook(file: string): Promise<Buffer> {
  const bytes = await readFile(file);
  for (const [path, part] of Object.entries(partsOf(bytes))) {
    const text = plainTextOf(part);
    const fault = text === null ? 'encoding' : xmlFaultOf(text);
    if (fault === 'encoding')
      throw new UnreadableTable(`«${path}» in the XLSX workbook is not written in UTF-8`);
    if (fault === 'doctype')
      throw new UnreadableTable(
        `«${path}» in the XLSX workbook declares a document type, an entity or a file from elsewhere`,
      );
  }
  return bytes;
}
