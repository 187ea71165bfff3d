import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse';
import readXlsx from 'read-excel-file/node';
import type { Cells } from '../../processes/import/read-row.ts';
import { openWorkbook } from './open-workbook.ts';
import { UnreadableTable } from './unreadable-table.ts';

/** One line of a table as it was found; `cells` is null when it has another number of columns than the head. */
export interface TableLine {
  readonly line: number;
  readonly cells: Cells | null;
}

function cellsOf(head: readonly string[], values: readonly string[]): Cells | null {
  if (values.length !== head.length) return null;
  return Object.fromEntries(head.map((column, index) => [column, values[index] ?? '']));
}

function isCsvError(error: unknown): error is Error & { lines?: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

async function* csvLines(file: string): AsyncGenerator<{ line: number; values: string[] }> {
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 1_000_000,
    }),
  );
  try {
    for await (const found of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = found;
      yield { line: info.lines, values: record };
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    throw new UnreadableTable(`line ${error.lines ?? '?'}: ${error.message}`, { cause: error });
  }
}

async function* xlsxLines(file: string): AsyncGenerator<{ line: number; values: string[] }> {
  const rows = await readXlsx(await openWorkbook(file)).catch((error: unknown) => {
    throw new UnreadableTable('the file is no readable XLSX workbook', { cause: error });
  });
  const [sheet] = rows;
  const data = sheet !== undefined && 'data' in sheet ? sheet.data : [];
  for (const [index, row] of data.entries()) {
    yield {
      line: index + 1,
      values: row.map((cell) => (cell instanceof Date ? cell.toISOString() : String(cell ?? ''))),
    };
  }
}

/**
 * Reads a table line by line; the first line names the columns.
 *
 * @param needed columns that must be there
 * @throws UnreadableTable naming the line, or the columns that are missing
 */
export async function* readTable(
  file: string,
  needed: readonly string[],
): AsyncGenerator<TableLine> {
  const lines = extname(file).toLowerCase() === '.xlsx' ? xlsxLines(file) : csvLines(file);
  let head: string[] | null = null;
  for await (const { line, values } of lines) {
    if (head === null) {
      head = values.map((name) => name.trim());
      const missing = needed.filter((column) => head?.includes(column) !== true);
      if (missing.length > 0)
        throw new UnreadableTable(`line ${line}: missing columns: ${missing.join(', ')}`);
      continue;
    }
    yield { line, cells: cellsOf(head, values) };
  }
  if (head === null) throw new UnreadableTable('the file is empty');
}
