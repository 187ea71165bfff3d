import { DateTime } from 'luxon';
import type { Profile } from './profile.ts';

/** One row of somebody's table: column name to cell text. */
export type Cells = Readonly<Record<string, string>>;

/** A historical request, read but not yet kept. Its dates are as the source states them. */
export interface ImportedRequest {
  readonly sourceId: string;
  readonly number: string;
  readonly subject: string;
  readonly text: string;
  readonly area: string | null;
  readonly topic: string;
  readonly receivedAt: Date;
  /** Exclusive end: the second that the source names still counts. */
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  /** What the dates give; null where they do not decide. */
  readonly verdict: 'on-time' | 'overdue' | null;
  /** What the source itself says, for comparison. */
  readonly statedVerdict: 'on-time' | 'overdue' | null;
}

export interface RejectedRow {
  readonly line: number;
  readonly code:
    | 'ID_MISSING'
    | 'SUBJECT_MISSING'
    | 'DATE_MISSING'
    | 'DATE_UNREADABLE'
    | 'CLOSED_BEFORE_RECEIVED'
    | 'COLUMN_COUNT'
    | 'DUPLICATE_IN_FILE';
  readonly column: string;
  readonly value: string;
}

type Reject = Omit<RejectedRow, 'line'>;
type Read<T> = { readonly ok: T } | { readonly reject: Reject };

function dateIn(
  cells: Cells,
  column: string | undefined,
  { zone, dateFormat }: Profile,
): Read<Date | null> {
  const value = column === undefined ? '' : (cells[column] ?? '').trim();
  if (column === undefined || value === '') return { ok: null };
  const date = DateTime.fromFormat(value, dateFormat, { zone });
  return date.isValid
    ? { ok: date.toJSDate() }
    : { reject: { code: 'DATE_UNREADABLE', column, value } };
}

function statedVerdict(cells: Cells, { columns, verdicts }: Profile): 'on-time' | 'overdue' | null {
  const word = columns.verdict === undefined ? '' : (cells[columns.verdict] ?? '').trim();
  if (verdicts === undefined || word === '') return null;
  if (word === verdicts.onTime) return 'on-time';
  return word === verdicts.overdue ? 'overdue' : null;
}

function verdictOf(dueAt: Date | null, closedAt: Date | null): 'on-time' | 'overdue' | null {
  if (dueAt === null || closedAt === null) return null;
  return closedAt < dueAt ? 'on-time' : 'overdue';
}

interface Dates {
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
}

const second = 1000;

function datesIn(cells: Cells, profile: Profile): Read<Dates> {
  const { columns } = profile;
  const received = dateIn(cells, columns.received, profile);
  if ('reject' in received) return received;
  if (received.ok === null)
    return { reject: { code: 'DATE_MISSING', column: columns.received, value: '' } };
  const due = dateIn(cells, columns.due, profile);
  if ('reject' in due) return due;
  const closed = dateIn(cells, columns.closed, profile);
  if ('reject' in closed) return closed;
  if (closed.ok !== null && closed.ok < received.ok) {
    return {
      reject: {
        code: 'CLOSED_BEFORE_RECEIVED',
        column: columns.closed ?? '',
        value: cells[columns.closed ?? ''] ?? '',
      },
    };
  }
  const dueAt = due.ok === null ? null : new Date(due.ok.getTime() + second);
  return { ok: { receivedAt: received.ok, dueAt, closedAt: closed.ok } };
}

/** Reads one row by a profile: a request, or why it cannot be one and in which column. */
export function readRow(cells: Cells, profile: Profile): Read<ImportedRequest> {
  const { columns } = profile;
  const sourceId = (cells[columns.id] ?? '').trim();
  if (sourceId === '') return { reject: { code: 'ID_MISSING', column: columns.id, value: '' } };
  const subject = (cells[columns.subject] ?? '').trim();
  if (subject === '')
    return { reject: { code: 'SUBJECT_MISSING', column: columns.subject, value: '' } };
  const dates = datesIn(cells, profile);
  if ('reject' in dates) return dates;
  const cell = (column: string | undefined) =>
    column === undefined ? '' : (cells[column] ?? '').trim();
  return {
    ok: {
      sourceId,
      number: `${profile.numberPrefix}${sourceId}`,
      subject,
      text: columns.text.map(cell).filter(Boolean).join(' · '),
      area: cell(columns.area) || null,
      topic: profile.topics[cell(columns.topic)] ?? profile.defaultTopic,
      ...dates.ok,
      verdict: verdictOf(dates.ok.dueAt, dates.ok.closedAt),
      statedVerdict: statedVerdict(cells, profile),
    },
  };
}
