/** Whatever a cell is compared with, on one line of numbers: numbers themselves, days, seconds of a day, ms. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** What a cell of an input column lets through. */
export interface CellSet {
  readonly any: boolean;
  readonly negated: boolean;
  readonly ranges: readonly Range[];
  readonly texts: readonly string[];
  readonly truths: readonly boolean[];
  readonly empty: boolean;
}

/** Types of a column that are looked at; a moment with a zone and one without cannot be compared. */
export type ColumnType = 'string' | 'number' | 'boolean' | 'date' | 'time' | 'dateTime';

type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'at'; readonly axis: string; readonly at: number };

const nothing: CellSet = {
  any: false,
  negated: false,
  ranges: [],
  texts: [],
  truths: [],
  empty: false,
};
export const anything: CellSet = { ...nothing, any: true };

const token = new RegExp(
  [
    String.raw`\s*(?:(?<number>-?(?:\d+(?:\.\d+)?|\.\d+))(?![\w])`,
    String.raw`(?<call>date and time|date|time)\s*\(\s*"(?<inner>[^"]*)"\s*\)`,
    '@"(?<at>[^"]*)"',
    String.raw`(?<text>"(?:[^"\\]|\\.)*")`,
    String.raw`(?<word>true|false|null|not)\b`,
    String.raw`(?<sign>\.\.|<=|>=|[-<>=,()[\]]))`,
  ].join('|'),
  'y',
);

interface Token {
  readonly literal: Literal | null;
  readonly sign: string;
}

const dayMs = 86_400_000;

function dayOf(text: string): Literal | null {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text)) return null;
  return { kind: 'at', axis: 'date', at: ms / dayMs };
}

function timeOf(text: string): Literal | null {
  const [, hour, minute, second = '0'] = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return null;
  const at = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return { kind: 'at', axis: 'time', at };
}

function momentOf(text: string): Literal | null {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;
  const found = form.exec(text);
  if (found === null) return null;
  const zone = found[1];
  const at = Date.parse(zone === undefined ? `${text}Z` : text);
  return Number.isNaN(at)
    ? null
    : { kind: 'at', axis: zone === undefined ? 'local moment' : 'dateTime', at };
}

function namedLiteral(call: string, text: string): Literal | null {
  if (call === 'date') return dayOf(text);
  if (call === 'time') return timeOf(text);
  return call === 'date and time'
    ? momentOf(text)
    : (dayOf(text) ?? timeOf(text) ?? momentOf(text));
}

function plainText(quoted: string): Literal | null {
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === 'string' ? { kind: 'text', text } : null;
  } catch {
    return null;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

function literalOf({ number, call, inner = '', at, text, word }: Groups): Literal | null {
  if (number !== undefined) return { kind: 'at', axis: 'number', at: Number(number) };
  if (call !== undefined) return namedLiteral(call, inner);
  if (at !== undefined) return namedLiteral('@', at);
  if (text !== undefined) return plainText(text);
  if (word === 'true' || word === 'false') return { kind: 'truth', truth: word === 'true' };
  return word === 'null' ? { kind: 'null' } : null;
}

/** The pieces of a cell; null when it holds anything that is not looked at here. */
function tokensOf(cell: string): Token[] | null {
  const tokens: Token[] = [];
  const text = cell.trim();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const groups: Groups | undefined = token.exec(text)?.groups;
    if (groups === undefined) return null;
    const sign = groups.sign ?? (groups.word === 'not' ? 'not' : '');
    const literal = sign === '' ? literalOf(groups) : null;
    if (sign === '' && literal === null) return null;
    tokens.push({ literal, sign });
  }
  return tokens;
}

/** Parts between commas that are outside brackets. */
function listed(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const one of tokens) {
    if (one.sign === ',') parts.push([]);
    else parts.at(-1)?.push(one);
  }
  return parts;
}

/** One test of a column of one type; null when it cannot be judged. */
type Read = CellSet | null;

/** The place of a literal on the column's line; a literal of another type fits nothing, one without zone nobody knows. */
function placeOn(type: ColumnType, literal: Literal | null | undefined): number | 'other' | null {
  if (literal === null || literal === undefined) return null;
  if (literal.kind !== 'at') return 'other';
  if (literal.axis === 'local moment') return null;
  return literal.axis === type ? literal.at : 'other';
}

function equalTo(type: ColumnType, literal: Literal): Read {
  if (literal.kind === 'null') return { ...nothing, empty: true };
  if (literal.kind === 'text')
    return type === 'string' ? { ...nothing, texts: [literal.text] } : nothing;
  if (literal.kind === 'truth')
    return type === 'boolean' ? { ...nothing, truths: [literal.truth] } : nothing;
  const at = placeOn(type, literal);
  if (at === null) return null;
  return at === 'other'
    ? nothing
    : { ...nothing, ranges: [{ low: at, high: at, lowOpen: false, highOpen: false }] };
}

function compared(type: ColumnType, sign: string, literal: Literal): Read {
  if (sign === '=') return equalTo(type, literal);
  if (literal.kind === 'text') return null;
  const at = placeOn(type, literal);
  if (at === null) return null;
  if (at === 'other') return nothing;
  const open = sign === '<' || sign === '>';
  const range = sign.startsWith('<')
    ? { low: Number.NEGATIVE_INFINITY, high: at, lowOpen: true, highOpen: open }
    : { low: at, high: Number.POSITIVE_INFINITY, lowOpen: open, highOpen: true };
  return { ...nothing, ranges: [range] };
}

function between(type: ColumnType, tokens: readonly Token[]): Read {
  const [start, from, dots, to, end] = tokens;
  if (tokens.length !== 5 || dots?.sign !== '..') return null;
  if (!'[]('.includes(start?.sign || '?') || !'[])'.includes(end?.sign || '?')) return null;
  const [low, high] = [placeOn(type, from?.literal), placeOn(type, to?.literal)];
  if (low === null || high === null) return null;
  if (low === 'other' || high === 'other') return nothing;
  const range = { low, high, lowOpen: start?.sign !== '[', highOpen: end?.sign !== ']' };
  const hasNone = low > high || (low === high && (range.lowOpen || range.highOpen));
  return hasNone ? nothing : { ...nothing, ranges: [range] };
}

function readTest(type: ColumnType, tokens: readonly Token[]): Read {
  const [first, second] = tokens;
  if (tokens.length === 1 && first?.literal) return equalTo(type, first.literal);
  if (tokens.length === 2 && second?.literal && /^[<>=]/.test(first?.sign ?? ''))
    return compared(type, first?.sign ?? '', second.literal);
  return between(type, tokens);
}

function union(sets: readonly CellSet[]): CellSet {
  return {
    ...nothing,
    ranges: sets.flatMap(({ ranges }) => ranges),
    texts: sets.flatMap(({ texts }) => texts),
    truths: sets.flatMap(({ truths }) => truths),
    empty: sets.some(({ empty }) => empty),
  };
}

function readTests(type: ColumnType, tokens: readonly Token[]): Read {
  const inner =
    tokens[0]?.sign === '[' &&
    tokens.at(-1)?.sign === ']' &&
    !tokens.some(({ sign }) => sign === '..')
      ? tokens.slice(1, -1)
      : tokens;
  const sets = listed(inner).map((test) => readTest(type, test));
  const read = sets.flatMap((one) => (one === null ? [] : [one]));
  return read.length < sets.length ? null : union(read);
}

/**
 * What a cell of an input column lets through: lists of texts, numbers, dates, times and truths, comparisons, ranges,
 * `not(…)`, `-`. Null for anything else: what cannot be judged is never guessed.
 */
export function readCell(cell: string, type: ColumnType): CellSet | null {
  const text = cell.trim();
  if (text === '' || text === '-') return anything;
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const [first, opening] = tokens;
  if (first?.sign !== 'not') return readTests(type, tokens);
  if (opening?.sign !== '(' || tokens.at(-1)?.sign !== ')') return null;
  const inner = tokens.slice(2, -1);
  const read = inner.length === 1 && inner[0]?.sign === '-' ? anything : readTests(type, inner);
  return read === null ? null : { ...read, negated: true };
}
