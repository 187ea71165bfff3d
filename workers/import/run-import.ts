import { columnsOf, type Profile } from '../../processes/import/profile.ts';
import {
  type ImportedRequest,
  type RejectedRow,
  readRow,
} from '../../processes/import/read-row.ts';
import type { ImportStore } from '../store/imports.ts';
import { readTable, type TableLine } from './read-table.ts';

/** Every row of the file accounted for. */
export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly known: number;
  readonly rejected: readonly RejectedRow[];
  /** Rows where the source states a verdict and both dates, and how many of them the dates confirm. */
  readonly verdicts: { readonly stated: number; readonly equal: number };
  readonly stopped: boolean;
}

export interface ImportJob {
  readonly file: string;
  readonly profile: Profile;
  /** Null: a dry run, nothing is kept. */
  readonly imports: ImportStore | null;
  readonly now: Date;
  readonly batchSize: number;
  /** Asked between batches; what was kept so far stays. */
  readonly isStopped: () => boolean;
  readonly onProgress: (rows: number) => void;
}

type Sorted = { readonly request: ImportedRequest } | { readonly reject: RejectedRow };

function sort({ line, cells }: TableLine, profile: Profile, seen: Set<string>): Sorted {
  if (cells === null) return { reject: { line, code: 'COLUMN_COUNT', column: '', value: '' } };
  const read = readRow(cells, profile);
  if ('reject' in read) return { reject: { line, ...read.reject } };
  const { sourceId } = read.ok;
  if (seen.has(sourceId)) {
    return {
      reject: { line, code: 'DUPLICATE_IN_FILE', column: profile.columns.id, value: sourceId },
    };
  }
  seen.add(sourceId);
  return { request: read.ok };
}

/** Reads the whole table once, so that a file that breaks off keeps nothing. */
async function countRows(file: string, columns: readonly string[]): Promise<void> {
  for await (const _line of readTable(file, columns));
}

/**
 * Imports a table: every row is kept, known already, or rejected with its line and reason. The same file twice adds
 * nothing.
 *
 * @throws UnreadableTable when the file is no such table; then nothing was kept
 */
export async function runImport(job: ImportJob): Promise<ImportReport> {
  const { file, profile, imports, now, batchSize } = job;
  const columns = columnsOf(profile);
  await countRows(file, columns);
  const seen = new Set<string>();
  const rejected: RejectedRow[] = [];
  const tally = { rows: 0, added: 0, known: 0, stated: 0, equal: 0 };
  let batch: ImportedRequest[] = [];
  const flush = async () => {
    const done =
      imports === null
        ? { added: batch.length, known: 0 }
        : await imports.addOnce(batch, profile, now);
    tally.added += done.added;
    tally.known += done.known;
    batch = [];
    job.onProgress(tally.rows);
  };
  for await (const line of readTable(file, columns)) {
    if (job.isStopped()) break;
    tally.rows += 1;
    const sorted = sort(line, profile, seen);
    if ('reject' in sorted) {
      rejected.push(sorted.reject);
      continue;
    }
    const { verdict, statedVerdict } = sorted.request;
    if (verdict !== null && statedVerdict !== null) {
      tally.stated += 1;
      tally.equal += verdict === statedVerdict ? 1 : 0;
    }
    batch.push(sorted.request);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  const { rows, added, known, stated, equal } = tally;
  return { rows, added, known, rejected, verdicts: { stated, equal }, stopped: job.isStopped() };
}
