import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { openWorkbook } from '../../workers/import/open-workbook.ts';
import { readTable } from '../../workers/import/read-table.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiying-workbook-'));
  file = join(folder, 'a.xlsx');
  await writeXlsx([[{ value: 'number' }], [{ value: 'N-1' }]]).toFile(file);
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes one part of the workbook. */
async function change(
  path: string,
  to: (was: string) => string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const parts = unzipSync(await readFile(file));
  const made = to(strFromU8(parts[path] ?? new Uint8Array()));
  parts[path] = typeof made === 'string' ? strToU8(made) : made;
  await writeFile(file, zipSync(parts));
}

async function linesOf(): Promise<number> {
  let lines = 0;
  for await (const _line of readTable(file, ['number'])) lines += 1;
  return lines;
}

const sheet = 'xl/worksheets/sheet1.xml';
const withType = (type: string) => (was: string) => was.replace(/^(<\?xml[^>]*\?>)?/, `$1${type}`);

describe('a workbook', () => {
  test('of an office program is read', async () => {
    expect(await linesOf()).toBe(1);
  });

  test.each([
    ['an entity that reads a file', '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>'],
    ['an entity that asks another machine', '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/canary.dtd">'],
    ['entities of entities', '<!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'],
  ])('with %s is refused by the name of its part, before it is parsed', async (_what, type) => {
    await change(sheet, withType(type));

    await expect(linesOf()).rejects.toThrow(`«${sheet}» in the XLSX workbook declares`);
  });

  test('that draws in another file is refused', async () => {
    await change('xl/workbook.xml', (was) =>
      was.replace('<workbook', '<workbook xmlns:i="http://www.w3.org/2001/XInclude"'),
    );

    await expect(linesOf()).rejects.toThrow('a file from elsewhere');
  });

  test.each([
    ['UTF-7', () => strToU8('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE w+AD4-')],
    ['UTF-16 with its mark', (was: string) => Buffer.from(`\ufeff${was}`, 'utf16le')],
    ['UTF-16 without a mark', (was: string) => Buffer.from(was, 'utf16le')],
  ])('in %s is refused, as its bytes could say something else', async (_name, to) => {
    await change(sheet, to);

    await expect(linesOf()).rejects.toThrow(`«${sheet}» in the XLSX workbook is not written`);
  });

  test('of more parts than any office program makes is refused without being unpacked', async () => {
    const parts = Array.from({ length: 2001 }, (_, n) => [`xl/${n}.xml`, new Uint8Array()]);
    await writeFile(file, zipSync(Object.fromEntries(parts)));

    await expect(openWorkbook(file)).rejects.toThrow('unpacks to more than 300 MB or 2000 parts');
  });
});
