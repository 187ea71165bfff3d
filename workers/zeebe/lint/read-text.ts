import type { Problem } from './problem.ts';
import { rootOf, xmlDangers } from './xml-scan.ts';

/** Largest file that is looked at, in bytes. */
export const sizeLimit = 2 * 1024 * 1024;
/** Deeper than any form or list of scenarios; whoever reads them is recursive. */
const jsonDepthLimit = 100;

const namespaces = {
  '.bpmn': ['http://www.omg.org/spec/BPMN/20100524/MODEL', 'diagram (BPMN 2.0)'],
  '.dmn': ['https://www.omg.org/spec/DMN/20191111/MODEL/', 'decision file (DMN 1.3)'],
} as const;

function problem(rule: string, message: string, line: number | null = null): Problem {
  return { file: null, element: null, rule, message, line };
}

/** A file of another standard, or one that came half. */
function rootProblems(name: string, xml: string): Problem[] {
  const root = rootOf(xml);
  if (root === null) return [problem('xml', 'the file is no XML: choose another file', 1)];
  const kind = name.endsWith('.dmn') ? '.dmn' : '.bpmn';
  const [namespace, word] = namespaces[kind];
  const local = root.name.slice(root.name.indexOf(':') + 1);
  if (local !== 'definitions' || root.namespace !== namespace)
    return [problem('xml', `the file is no ${word}: it begins with «${local.slice(0, 40)}»`, 1)];
  if (root.closed) return [];
  const last = xml.split('\n').length;
  return [problem('xml', 'the file was cut off: send it again whole', last)];
}

/** Brackets are counted outside texts, before any parser that follows them inwards. */
function jsonProblems(json: string): Problem[] {
  let depth = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > jsonDepthLimit)
      return [problem('depth', `elements are nested more than ${jsonDepthLimit} deep`)];
  }
  return [];
}

/** Problems of a text that make looking further pointless or dangerous. */
export function textProblems(name: string, text: string): Problem[] {
  if (Buffer.byteLength(text) > sizeLimit)
    return [problem('size', `the file is larger than ${sizeLimit / 1024 / 1024} MB`)];
  if (text.trim() === '') return [problem('empty', 'the file is empty')];
  if (text.includes('\0')) return [problem('utf-8', 'the file holds zero bytes')];
  if (text.startsWith('+/v'))
    return [problem('utf-8', 'the file says it is UTF-7: save it as UTF-8', 1)];
  if (name.endsWith('.form') || name.endsWith('.json')) return jsonProblems(text);
  const dangers = xmlDangers(text);
  return dangers.length > 0 ? dangers : rootProblems(name, text);
}

/**
 * The text of an uploaded file, when it is UTF-8 and safe to give to a parser.
 *
 * @param name its ending says what it is: `.bpmn`, `.dmn`, `.form` or `.scenario.json`
 */
export function readText(
  name: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly problems: readonly Problem[] } {
  if (bytes.byteLength > sizeLimit)
    return { problems: [problem('size', `the file is larger than ${sizeLimit / 1024 / 1024} MB`)] };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problems: [problem('utf-8', 'the file is not UTF-8: save it as UTF-8')] };
  }
  const problems = textProblems(name, text);
  return problems.length > 0 ? { problems } : { text };
}
