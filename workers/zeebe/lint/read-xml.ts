import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { toError } from '../../platform/errors.ts';
import type { Problem } from './problem.ts';
import { textProblems } from './read-text.ts';

interface Moddle {
  fromXML(xml: string): Promise<{
    readonly rootElement: unknown;
    readonly warnings: readonly { readonly message: string }[];
  }>;
}

/** A text as a tree, or why it is none. */
export type Parsed =
  | { readonly root: unknown; readonly problems: readonly [] }
  | { readonly root: null; readonly problems: readonly Problem[] };

const found =
  /unparsable content ?(.*?) ?detected\s+line: (\d+)\s+column: (\d+)\s+nested error: (.*)/s;

/** The place of the second element that says it has an id. */
function secondLine(xml: string, id: string): number | null {
  const places = [...xml.matchAll(/\bid\s*=\s*["']([^"']*)["']/g)].filter(([, one]) => one === id);
  const second = places[1];
  return second === undefined ? null : xml.slice(0, second.index).split('\n').length;
}

const own: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/unresolved reference <([^>]*)>/, (name) => `something leads to «${name}», which is not there`],
  [/unknown attribute <([^>]*)>/, (name) => `the attribute «${name}» is not known`],
];

/** The parser's own words are for programmers: this is the sentence, with the line counted from 1. */
function sentence(message: string, xml: string): Problem {
  const problem = { file: null, element: null, rule: 'xml', line: null };
  const twice = /duplicate ID <([^>]*)>/.exec(message)?.[1];
  if (twice !== undefined) {
    const said = `two elements have the id «${twice}»: each needs its own`;
    return { ...problem, element: twice, message: said, line: secondLine(xml, twice) };
  }
  const [, at = '', line, , cause = ''] = found.exec(message) ?? [];
  if (line !== undefined) {
    const element = /\bid="([^"]+)"/.exec(at)?.[1] ?? null;
    const said = `broken XML: ${cause.trim()} at ${at.slice(0, 80)}`;
    const last = xml.split('\n').length;
    return { ...problem, element, message: said, line: Math.min(Number(line) + 1, last) };
  }
  for (const [form, say] of own) {
    const name = form.exec(message)?.[1];
    if (name !== undefined) return { ...problem, message: say(name) };
  }
  return { ...problem, message: message.trim() };
}

async function parse(moddle: Moddle, xml: string): Promise<Parsed> {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    if (warnings.length === 0) return { root: rootElement, problems: [] };
    return { root: null, problems: warnings.map(({ message }) => sentence(message, xml)) };
  } catch (error) {
    return { root: null, problems: [sentence(toError(error).message, xml)] };
  }
}

/** A diagram as a tree; what no parser may see is refused before. */
export async function parseDiagram(xml: string): Promise<Parsed> {
  const problems = textProblems('.bpmn', xml);
  return problems.length > 0 ? { root: null, problems } : parse(new BpmnModdle({ zeebe }), xml);
}

/** A decision file as a tree; what no parser may see is refused before. */
export async function parseDecisions(xml: string): Promise<Parsed> {
  const problems = textProblems('.dmn', xml);
  return problems.length > 0 ? { root: null, problems } : parse(new DmnModdle(), xml);
}
