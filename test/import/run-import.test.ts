import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import writeXlsx from 'write-excel-file/node';
import { profileSchema } from '../../processes/import/profile.ts';
import type { ImportedRequest } from '../../processes/import/read-row.ts';
import { runImport } from '../../workers/import/run-import.ts';
import type { ImportStore } from '../../workers/store/imports.ts';

const head =
  'case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_title,subject,reason,type,queue,neighborhood';
const good = (id: number) =>
  `${id},2011-07-01 01:32:33,2011-07-15 01:32:32,2011-07-01 05:06:58,ONTIME,Street Light,Public Works Department,Lights,Light,PWDx,Roslindale`;

/** Keeps requests in memory by their source's number, as the store does by its unique index. */
function openImports(): ImportStore & { readonly kept: ImportedRequest[] } {
  const kept: ImportedRequest[] = [];
  return {
    kept,
    addOnce: async (requests) => {
      const fresh = requests.filter(
        ({ sourceId }) => !kept.some((one) => one.sourceId === sourceId),
      );
      kept.push(...fresh);
      return { added: fresh.length, known: requests.length - fresh.length };
    },
    start: async () => 0,
  };
}

async function jobOn(name: string, content: string, imports: ImportStore | null) {
  const file = join(await mkdtemp(join(tmpdir(), 'huiying-import-')), name);
  await writeFile(file, content);
  return jobWith(file, imports);
}

async function jobWith(file: string, imports: ImportStore | null) {
  const profile = profileSchema.parse(
    JSON.parse(await readFile('processes/import/profiles/boston311.json', 'utf8')),
  );
  return {
    file,
    profile,
    imports,
    now: new Date('2026-11-20T00:00:00Z'),
    batchSize: 2,
    isStopped: () => false,
    onProgress: () => {},
  };
}

describe('an import', () => {
  test('accounts for every row: kept, or rejected with its line and reason', async () => {
    const imports = openImports();
    const csv = [
      head,
      good(1),
      '2,too,few',
      good(3),
      good(1),
      good(4).replace('2011-07-01 01:32:33', 'soon'),
    ].join('\n');

    const report = await runImport(await jobOn('a.csv', csv, imports));

    expect(report).toMatchObject({
      rows: 5,
      added: 2,
      known: 0,
      verdicts: { stated: 2, equal: 2 },
    });
    expect(report.rejected).toEqual([
      { line: 3, code: 'COLUMN_COUNT', column: '', value: '' },
      { line: 5, code: 'DUPLICATE_IN_FILE', column: 'case_enquiry_id', value: '1' },
      { line: 6, code: 'DATE_UNREADABLE', column: 'open_dt', value: 'soon' },
    ]);
  });

  test('the same file twice adds nothing', async () => {
    const imports = openImports();
    const job = await jobOn('a.csv', [head, good(1), good(2), good(3)].join('\n'), imports);

    await runImport(job);

    expect(await runImport(job)).toMatchObject({ added: 0, known: 3 });
    expect(imports.kept).toHaveLength(3);
  });

  test('a dry run keeps nothing', async () => {
    expect(await runImport(await jobOn('a.csv', [head, good(1)].join('\n'), null))).toMatchObject({
      rows: 1,
      added: 1,
    });
  });

  test('a table without the columns of the profile names them, and nothing is kept', async () => {
    await expect(runImport(await jobOn('a.csv', 'id,name\n1,2', openImports()))).rejects.toThrow(
      /missing columns: .*open_dt/,
    );
  });

  test('a file that breaks off keeps nothing, and names the line', async () => {
    const imports = openImports();
    const job = await jobOn(
      'a.csv',
      [head, good(1), good(2), good(3), '4,"never closed'].join('\n'),
      imports,
    );

    await expect(runImport(job)).rejects.toThrow(/line \d+/);
    expect(imports.kept).toEqual([]);
  });

  test('an empty file is said to be empty', async () => {
    await expect(runImport(await jobOn('a.csv', '', openImports()))).rejects.toThrow('empty');
  });

  test('a workbook is read like a table of text', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'huiying-import-')), 'a.xlsx');
    const rows = [head, good(1), good(2)].map((line) =>
      line.split(',').map((value) => ({ value })),
    );
    await writeXlsx(rows).toFile(file);

    expect(await runImport(await jobWith(file, openImports()))).toMatchObject({
      rows: 2,
      added: 2,
      rejected: [],
    });
  });

  test('a file that only calls itself a workbook is refused in a sentence', async () => {
    await expect(runImport(await jobOn('a.xlsx', 'no workbook', openImports()))).rejects.toThrow(
      'no readable XLSX',
    );
  });

  test('it can be stopped between batches; what was kept stays', async () => {
    const imports = openImports();
    const job = await jobOn(
      'a.csv',
      [head, good(1), good(2), good(3), good(4)].join('\n'),
      imports,
    );

    const report = await runImport({ ...job, isStopped: () => imports.kept.length >= 2 });

    expect(report.stopped).toBe(true);
    expect(imports.kept).toHaveLength(2);
  });
});
