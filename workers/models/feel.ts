import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import { written } from './arithmetic.ts';
import { repeatsRepetition } from './pattern.ts';

/** What is wrong with an expression: the rule it breaks and the sentence. */
export interface FeelFinding {
  readonly rule: 'feel-syntax' | 'feel-bomb';
  readonly message: string;
}

export type FeelKind = 'expression' | 'cell';

/** Longest expression that is looked at, in signs. */
const lengthLimit = 4_000;
const nestingLimit = 50;
/** Longest text inside an expression, in bytes. */
const textLimit = 2048;
/** Most turns that loops over written numbers may take together. */
const turnLimit = 10_000;

/** Built-in functions whose names would be read as an operator between two names. */
const spaced = [
  ...['date and time', 'years and months duration', 'days and time duration', 'starts with'],
  ...['ends with', 'string length', 'upper case', 'lower case', 'substring before'],
  ...['substring after', 'list contains', 'insert before', 'index of', 'distinct values'],
  ...['get value', 'get entries', 'day of year', 'day of week', 'month of year', 'week of year'],
  ...['met by', 'overlaps before', 'overlaps after', 'finished by', 'started by', 'get or else'],
  ...['string join', 'round half up', 'round half down', 'round up', 'round down', 'is defined'],
  ...['context put', 'context merge', 'last day of month', 'random number', 'duplicate values'],
];
const known = Object.fromEntries(spaced.map((name) => [name, () => null]));

const reading = { dialect: 'camunda', contextTracker: trackVariables(known) } as const;
const parsers = {
  expression: parser.configure({ ...reading, top: 'Expression' }),
  cell: parser.configure({ ...reading, top: 'UnaryTests' }),
} as const;

const nests = new Set([
  ...['ParenthesizedExpression', 'List', 'Context', 'FunctionInvocation', 'IfExpression'],
  ...['ForExpression', 'QuantifiedExpression', 'FilterExpression', 'FunctionDefinition'],
]);
const loops = new Set(['ForExpression', 'QuantifiedExpression']);
const patterned = new Set(['matches', 'replace', 'split']);

const bomb = (message: string): FeelFinding => ({ rule: 'feel-bomb', message });
const deep = bomb(`parts are nested more than ${nestingLimit} deep: use several steps`);

/** Brackets outside texts; counted before a parser goes inwards with them. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[({})\]]/g)) {
    if ('[({'.includes(token)) depth += 1;
    if ('])}'.includes(token)) depth -= 1;
    if (depth > nestingLimit) return true;
  }
  return false;
}

/** Turns of one `in` of a loop, as far as they are written down; 1 where they are only known later. */
function turnsOf(range: string): number {
  const [from, to, ...more] = range.replace(/^\s*\[(.*)\]\s*$/, '$1').split('..');
  if (from === undefined || to === undefined || more.length > 0) return 1;
  const [first, last] = [written(from), written(to)];
  return first === null || last === null ? 1 : Math.abs(last - first) + 1;
}

/** A node of the tree of an expression, as far as it is looked at. */
interface Part {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: Part | null;
  readonly nextSibling: Part | null;
}

function childrenOf(part: Part): Part[] {
  const children: Part[] = [];
  for (let child = part.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** What is around a part of an expression, as far as limits ask. */
interface Frame {
  readonly end: number;
  readonly depth: number;
  readonly turns: number;
}

/** Turns that the `in` parts of a loop multiply to. */
function loopTurns(text: string, { from, to }: Pick<Part, 'from' | 'to'>): number {
  const head = text.slice(from, to).split(/\b(?:return|satisfies)\b/)[0] ?? '';
  const ranges = [...head.matchAll(/\bin\b\s*([^,]*)/g)].map(([, range = '']) => range);
  return ranges.reduce((product, range) => product * turnsOf(range), 1);
}

/** The second argument of a call that reads it as a pattern; null when it is no plain text. */
function patternOf(call: Part, text: string): string | null {
  const second = childrenOf(call)
    .filter(({ name }) => name === 'PositionalParameters')
    .flatMap(childrenOf)
    .filter(({ name }) => name !== ',')[1];
  if (second?.name !== 'StringLiteral') return null;
  return text.slice(second.from + 1, second.to - 1).replaceAll('\\\\', '\\');
}

function callFinding(call: Part, text: string): FeelFinding | null {
  const name = text.slice(call.from, call.firstChild?.to ?? call.from).trim();
  if (!patterned.has(name)) return null;
  const pattern = patternOf(call, text);
  if (pattern === null)
    return bomb(`«${name}» needs its pattern written as a text: what it is may not come later`);
  return repeatsRepetition(pattern)
    ? bomb(`the pattern «${pattern.slice(0, 40)}» repeats a repetition: it may never end`)
    : null;
}

function partFinding(part: Part, text: string, { depth, turns }: Frame): FeelFinding | null {
  if (depth > nestingLimit) return deep;
  if (turns > turnLimit)
    return bomb(`a loop takes more than ${turnLimit} turns: let a step of its own do that`);
  return part.name === 'FunctionInvocation' ? callFinding(part, text) : null;
}

function syntaxFinding(part: Part, text: string): FeelFinding {
  const at = text.slice(part.from, part.from + 20).trim();
  const place = at === '' ? 'at its end' : `at «${at}»`;
  return { rule: 'feel-syntax', message: `the expression cannot be read ${place}` };
}

/** A part as the limits count it: what is around it, and itself. */
function frameOf(part: Part, text: string, outer: Frame): Frame {
  return {
    end: part.to,
    depth: outer.depth + (nests.has(part.name) ? 1 : 0),
    turns: outer.turns * (loops.has(part.name) ? loopTurns(text, part) : 1),
  };
}

/** Everything in the tree of an expression that would keep the engine busy. */
function treeFinding(text: string, kind: FeelKind): FeelFinding | null {
  const cursor = parsers[kind].parse(text).cursor();
  const whole: Frame = { end: Number.POSITIVE_INFINITY, depth: 0, turns: 1 };
  const around = [whole];
  do {
    const part = cursor.node;
    if (cursor.type.isError) return syntaxFinding(part, text);
    while ((around.at(-1)?.end ?? 0) <= part.from && around.length > 1) around.pop();
    const frame = frameOf(part, text, around.at(-1) ?? whole);
    const wrong = partFinding(part, text, frame);
    if (wrong !== null) return wrong;
    if (nests.has(part.name)) around.push(frame);
  } while (cursor.next());
  return null;
}

/**
 * Why an expression must not reach the engine: it cannot be read, or it could take time or memory without end. The
 * engine has no limit of its own: one such row takes a partition down. Looks only, evaluates nothing.
 *
 * @param kind an expression, or a cell of an input column
 */
export function feelFinding(text: string, kind: FeelKind): FeelFinding | null {
  if (text.trim() === '' || (kind === 'cell' && text.trim() === '-')) return null;
  const longest = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].some(
    ([, one = '']) => Buffer.byteLength(one) > textLimit,
  );
  if (longest) return bomb(`a text is longer than ${textLimit} bytes`);
  if (text.length > lengthLimit)
    return bomb(`the expression is longer than ${lengthLimit} signs: use several steps`);
  return isDeep(text) ? deep : treeFinding(text, kind);
}
