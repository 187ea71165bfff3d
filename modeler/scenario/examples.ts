import { readScenario, type ScenarioFile } from '../../processes/replay/scenario.ts';

type Case = ScenarioFile['cases'][number];
type Value = Case['inputs'][string];

/** The examples of a file, and under which names they have values. */
export interface Examples {
  readonly file: ScenarioFile;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

function namesOf(cases: readonly Case[], part: 'inputs' | 'expect'): string[] {
  return [...new Set(cases.flatMap((one) => Object.keys(one[part])))];
}

/** Reads a file of examples; null for a text that is none. */
export function readExamples(content: string): Examples | null {
  try {
    const file = readScenario('', content);
    const { cases } = file;
    return { file, inputs: namesOf(cases, 'inputs'), outputs: namesOf(cases, 'expect') };
  } catch {
    return null;
  }
}

export const writeExamples = (file: ScenarioFile) => `${JSON.stringify(file, null, 2)}\n`;

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as it is typed: words stand without quotation marks unless they would be read as something else. */
export function cellOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = value.trim() !== '' && value === value.trim() && parsed(value) === undefined;
  return isPlain ? value : JSON.stringify(value);
}

/** What was typed as a value; undefined for nothing. */
function readCell(cell: string): Value | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  const read = parsed(text);
  return read === undefined ? text : read;
}

function without<V>(all: Readonly<Record<string, V>>, name: string): Record<string, V> {
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== name));
}

/** Values of an example with one typed anew. An input without a value is `null`; an output without one may be anything. */
export function withValue(
  one: Case,
  { part, name, cell }: { readonly part: 'inputs' | 'expect'; name: string; cell: string },
): Case {
  const typed = readCell(cell);
  const value = typed === undefined && part === 'inputs' ? null : typed;
  const values = one[part];
  const next = value === undefined ? without(values, name) : { ...values, [name]: value };
  return { ...one, [part]: next };
}

/** The file with an example more, to be filled in. */
export function withNew(file: ScenarioFile, inputs: readonly string[], name: string): ScenarioFile {
  const empty = Object.fromEntries(inputs.map((one) => [one, null]));
  return { ...file, cases: [...file.cases, { name, inputs: empty, expect: {} }] };
}
