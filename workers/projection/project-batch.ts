import { toError } from '../platform/errors.ts';
import type { EngineRecordRow } from '../store/engine-records.ts';
import type { Changes, DeadLetterRow, ProjectedName, RowKeys } from '../store/projected.ts';
import { projectRecord, rowBegunBy, rowsOfRecord } from './project-record.ts';
import { type EngineRecord, engineRecord } from './record-schema.ts';
import { createRows, type Rows } from './rows.ts';

const REASON_LIMIT = 2000;

/** A row of the stream, read: a record, or the reason why it is none. */
export interface ReadRecord {
  readonly row: EngineRecordRow;
  readonly record: EngineRecord | null;
  readonly reason: string | null;
}

/** Reads a row of the stream; never throws. */
export function readRecord(row: EngineRecordRow): ReadRecord {
  if (typeof row.deadLetter === 'string') return { row, record: null, reason: row.deadLetter };
  const parsed = engineRecord.safeParse(row);
  if (parsed.success) return { row, record: parsed.data, reason: null };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  return { row, record: null, reason: `${place}: ${issue?.message ?? 'not a record'}` };
}

/**
 * The rows that a batch reads and that are not in memory yet.
 *
 * @param furthest the furthest position ever projected in the partition: a row that a record behind
 *   it brings into being cannot be there yet, and is not asked for
 */
export function missingRows(
  batch: readonly ReadRecord[],
  rows: Rows,
  furthest: number,
): Map<ProjectedName, string[]> {
  const missing = new Map<ProjectedName, Set<string>>();
  for (const { record } of batch) {
    if (record === null) continue;
    if (record.position > furthest) holdNew(record, rows);
    for (const [name, keys] of entriesOf(rowsOfRecord(record))) {
      for (const key of keys) {
        if (rows.knows(name, key)) continue;
        const wanted = missing.get(name) ?? new Set();
        missing.set(name, wanted.add(key));
      }
    }
  }
  return new Map([...missing].map(([name, keys]) => [name, [...keys]]));
}

function holdNew(record: EngineRecord, rows: Rows): void {
  const { name, key } = rowBegunBy(record) ?? {};
  if (name !== undefined && key !== undefined && !rows.knows(name, key)) rows.hold(name, [key], []);
}

function entriesOf(keys: RowKeys): [ProjectedName, readonly string[]][] {
  const {
    tasks = [],
    instances = [],
    stalls = [],
    definitions = [],
    forms = [],
    timers = [],
  } = keys;
  return [
    ['tasks', tasks],
    ['instances', instances],
    ['stalls', stalls],
    ['definitions', definitions],
    ['forms', forms],
    ['timers', timers],
  ];
}

/**
 * Projects a batch, in order, onto the rows in memory. A record that cannot be projected leaves
 * nothing behind but its dead letter.
 *
 * @returns the rows the batch changed, each once, as they are after it
 */
export function projectBatch(batch: readonly ReadRecord[], rows: Rows): Changes {
  const changed = createRows();
  for (const read of batch) {
    const changes = changesOf(read, rows);
    rows.put(changes);
    changed.put(changes);
  }
  return changed.all();
}

function changesOf({ row, record, reason }: ReadRecord, rows: Rows): Changes {
  if (record === null) return { dead_letters: [deadLetterOf(row, reason ?? '')] };
  try {
    return projectRecord(record, rows.find);
  } catch (error) {
    return { dead_letters: [deadLetterOf(row, toError(error).message)] };
  }
}

/** What is kept of a record that could not be projected; the record itself stays in the stream. */
export function deadLetterOf(row: EngineRecordRow, reason: string): DeadLetterRow {
  return {
    _id: `${row.partition}:${row.position}`,
    partition: row.partition,
    position: row.position,
    valueType: String(row.valueType),
    intent: String(row.intent),
    reason: reason.slice(0, REASON_LIMIT),
    at: row.at instanceof Date ? row.at : new Date(0),
  };
}
