import { readDay } from './calendar-check.ts';
import { isWeekend } from './day.ts';

export type MarkedKind = 'holiday' | 'makeup';

/** A day that a file marks, with the line it stands on. */
export interface FileDay {
  readonly line: number;
  readonly date: string;
  readonly kind: MarkedKind;
  readonly name: string;
}

export type FileProblemCode =
  | 'HEADER_MISSING'
  | 'COLUMNS_MISSING'
  | 'DATE_IMPOSSIBLE'
  | 'DAY_IN_WRONG_YEAR'
  | 'DAY_TWICE'
  | 'KIND_UNKNOWN'
  | 'MAKEUP_ON_WORKING_DAY'
  | 'NAME_MISSING'
  | 'NAME_TOO_LONG'
  | 'EVENT_TOO_LONG'
  | 'FILE_HOLDS_NOTHING';

/** One line that cannot be taken, and why. */
export interface FileProblem {
  readonly line: number;
  readonly code: FileProblemCode;
  /** What stands there, as far as it is the cause. */
  readonly value: string;
}

/** An entry of a feed that marks neither rest nor work: shown, and left out unless somebody takes it. */
export interface OtherEntry {
  readonly line: number;
  readonly date: string;
  readonly name: string;
  readonly reason: 'no-mark' | 'not-all-day' | 'recurring' | 'other-year';
}

/** What a file holds. With a single problem nothing of it is taken. */
export interface CalendarFile {
  readonly days: readonly FileDay[];
  readonly others: readonly OtherEntry[];
  readonly problems: readonly FileProblem[];
}

const longestName = 40;
const kinds: Readonly<Record<string, MarkedKind>> = {
  ...{ holiday: 'holiday', rest: 'holiday', 休: 'holiday', 休息: 'holiday', 放假: 'holiday' },
  ...{ 假: 'holiday', 节假日: 'holiday', 假日: 'holiday' },
  ...{ makeup: 'makeup', 'make-up': 'makeup', workday: 'makeup', 班: 'makeup', 上班: 'makeup' },
  ...{ 补班: 'makeup', 调休上班: 'makeup', 工作日: 'makeup' },
};

/** `2027-01-01` of what spreadsheets write: `2027/1/1`, `2027-1-1`, `20270101`; others are left as they are. */
export function isoDateText(text: string): string {
  const found =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found === null) return text;
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Cells of one line; a cell in double quotes may hold commas. */
function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell.trim(),
  );
  // The expression also matches the nothing behind the last cell.
  return line.endsWith(',') ? cells : cells.slice(0, Math.max(1, cells.length - 1));
}

interface FileLine {
  readonly line: number;
  readonly text: string;
}

function linesOf(text: string): FileLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((one, index) => ({ line: index + 1, text: one }));
}

/** The first thing wrong with a day, by the rules of a calendar. */
function problemOf(
  { date, kind, name }: Omit<FileDay, 'line'>,
  year: string | null,
): FileProblemCode | null {
  const day = readDay(date);
  if (day === null) return 'DATE_IMPOSSIBLE';
  if (year !== null && !date.startsWith(`${year}-`)) return 'DAY_IN_WRONG_YEAR';
  if (name === '') return 'NAME_MISSING';
  if (name.length > longestName) return 'NAME_TOO_LONG';
  return kind === 'makeup' && !isWeekend(day) ? 'MAKEUP_ON_WORKING_DAY' : null;
}

function sift(
  given: readonly FileDay[],
  year: string | null,
): Pick<CalendarFile, 'days' | 'problems'> {
  const seen = new Set<string>();
  const days: FileDay[] = [];
  const problems: FileProblem[] = [];
  for (const one of given) {
    const code = problemOf(one, year) ?? (seen.has(one.date) ? 'DAY_TWICE' : null);
    seen.add(one.date);
    if (code === null) days.push(one);
    else problems.push({ line: one.line, code, value: one.date });
  }
  return { days, problems };
}

function csvDay({ line, text }: FileLine): FileDay | FileProblem {
  const [dateText = '', kindText = '', name = ''] = cellsOf(text);
  if (kindText === '') return { line, code: 'COLUMNS_MISSING', value: text.slice(0, 60) };
  const kind = kinds[kindText.toLowerCase()];
  if (kind === undefined) return { line, code: 'KIND_UNKNOWN', value: kindText.slice(0, 60) };
  return { line, date: isoDateText(dateText), kind, name };
}

const isProblem = (one: FileDay | FileProblem): one is FileProblem => 'code' in one;
const isDay = (one: FileDay | FileProblem): one is FileDay => !isProblem(one);

/**
 * Reads `date,kind,name`, with that header; kinds are `holiday` and `makeup`, or 休 and 班.
 *
 * @param year only days of this year may stand in the file; null: of any year
 */
export function readCalendarCsv(text: string, year: string | null): CalendarFile {
  const lines = linesOf(text).filter((one) => one.text.trim() !== '');
  const [header, ...rest] = lines;
  const named = cellsOf(header?.text ?? '').map((cell) => cell.toLowerCase());
  if (named[0] !== 'date' || named[1] !== 'kind' || named[2] !== 'name') {
    const value = (header?.text ?? '').slice(0, 60);
    return {
      days: [],
      others: [],
      problems: [{ line: header?.line ?? 1, code: 'HEADER_MISSING', value }],
    };
  }
  if (rest.length === 0)
    return { days: [], others: [], problems: [{ line: 1, code: 'FILE_HOLDS_NOTHING', value: '' }] };
  const read = rest.map(csvDay);
  const { days, problems } = sift(read.filter(isDay), year);
  const all = [...read.filter(isProblem), ...problems].toSorted((a, b) => a.line - b.line);
  return { days, others: [], problems: all };
}

interface IcsEvent {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** The events with their fields; lines that are folded are joined, parameters are kept with the name. */
function eventsOf(text: string): IcsEvent[] {
  const events: IcsEvent[] = [];
  let open: { line: number; fields: Map<string, string>; last: string } | null = null;
  for (const { line, text: raw } of linesOf(text)) {
    if (raw === 'BEGIN:VEVENT') {
      open = { line, fields: new Map(), last: '' };
    } else if (raw === 'END:VEVENT' && open !== null) {
      events.push(open);
      open = null;
    } else if (open !== null && /^[ \t]/.test(raw)) {
      open.fields.set(open.last, (open.fields.get(open.last) ?? '') + raw.slice(1));
    } else if (open !== null) {
      const [, key = '', value = ''] = /^([^:]*):(.*)$/.exec(raw) ?? [];
      const [name = ''] = key.split(';');
      open.last = name.toUpperCase();
      open.fields.set(open.last, value);
    }
  }
  return events;
}

const plain = (text: string) =>
  text
    .replace(/\\([,;\\])/g, '$1')
    .replace(/\\n/gi, ' ')
    .trim();
/** The mark of a day in brackets or behind a blank, as feeds write it: 元旦（休）, 春节 班. */
const marked = /^(.*?)[\s(（【[]*(休|班|放假|假期|上班|补班)[)）】\]]?$/;
const longestEvent = 31;

interface Marked {
  readonly kind: MarkedKind | null;
  readonly name: string;
}

function markOf({ fields }: IcsEvent): Marked {
  const summary = plain(fields.get('SUMMARY') ?? '');
  const special = fields.get('X-APPLE-SPECIAL-DAY') ?? '';
  const [, name = '', word = ''] = marked.exec(summary) ?? [];
  const categories = plain(fields.get('CATEGORIES') ?? '').split(',');
  const words = [word, ...categories.map((one) => one.trim().toLowerCase())];
  const bySpecial =
    special === 'WORK-HOLIDAY' ? 'holiday' : special === 'ALTERNATE-WORKDAY' ? 'makeup' : null;
  const byWord = words.map((one) => (one === '假期' ? 'holiday' : kinds[one])).find(Boolean);
  return { kind: bySpecial ?? byWord ?? null, name: word === '' || name === '' ? summary : name };
}

/** The days of an all-day event; null when it is none, or lasts longer than any holiday. */
function daysOf({ fields }: IcsEvent): string[] | null {
  const first = isoDateText(fields.get('DTSTART') ?? '');
  const from = readDay(first);
  if (from === null) return [first];
  const to = readDay(isoDateText(fields.get('DTEND') ?? '')) ?? from + 1;
  if (to - from > longestEvent) return null;
  return Array.from({ length: Math.max(1, to - from) }, (_, index) =>
    new Date((from + index) * 86_400_000).toISOString().slice(0, 10),
  );
}

const isAllDay = ({ fields }: IcsEvent) => /^\d{8}$/.test(fields.get('DTSTART') ?? '');

function readEvent(event: IcsEvent, year: string | null): Partial<CalendarFile> {
  const { line, fields } = event;
  const { kind, name } = markOf(event);
  const begin = isoDateText((fields.get('DTSTART') ?? '').slice(0, 8));
  const other = (reason: OtherEntry['reason'], date = begin) => ({
    others: [{ line, date, name: name.slice(0, longestName), reason }],
  });
  if (!isAllDay(event)) return other('not-all-day');
  if (fields.has('RRULE')) return other('recurring');
  const days = daysOf(event);
  if (days === null) return { problems: [{ line, code: 'EVENT_TOO_LONG', value: begin }] };
  if (kind === null) return other('no-mark');
  const ours = days.filter((date) => year === null || date.startsWith(`${year}-`));
  if (ours.length === 0 && readDay(begin) !== null) return other('other-year');
  const taken = ours.length === 0 ? days : ours;
  return { days: taken.map((date) => ({ line, date, kind, name })) };
}

/**
 * Reads the all-day events of a feed (RFC 5545). A day is marked by 休 or 班 at the end of the summary, by a category,
 * or as the feeds of large vendors do; an event without mark is not a day of rest by itself.
 *
 * @param year days of other years are left out; null: none are
 */
export function readCalendarIcs(text: string, year: string | null): CalendarFile {
  const read = eventsOf(text).map((event) => readEvent(event, year));
  if (read.length === 0)
    return { days: [], others: [], problems: [{ line: 1, code: 'FILE_HOLDS_NOTHING', value: '' }] };
  const { days, problems } = sift(
    read.flatMap((one) => one.days ?? []),
    null,
  );
  return {
    days,
    others: read.flatMap((one) => one.others ?? []),
    problems: [...read.flatMap((one) => one.problems ?? []), ...problems],
  };
}

/** Reads whichever of the two formats a text has. */
export function readCalendarFile(text: string, year: string | null): CalendarFile {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/.test(text)
    ? readCalendarIcs(text, year)
    : readCalendarCsv(text, year);
}
