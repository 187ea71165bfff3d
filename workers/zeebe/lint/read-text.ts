import type { Problem } from './problem.ts';

/** Largest file that is looked at, in bytes. */
export const sizeLimit = 2 * 1024 * 1024;
/** Deeper than anything a person draws; parsers and the engine are recursive. */
const depthLimit = 100;
/** A diagram beyond this is no longer read by people and makes the engine slow. */
const tagLimit = 20_000;

const opaque = String.raw`<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>`;
const tag = new RegExp(
  String.raw`${opaque}|<(\/?)[\w:.-]+(?:"[^"]*"|'[^']*'|[^'"<>])*?(\/?)>`,
  'g',
);
const declaration = /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([^"']*)["']/i;
const declared = /<!(?:DOCTYPE|ENTITY)/i;

function problem(rule: string, message: string, line: number | null = null): Problem {
  return { file: null, element: null, rule, message, line };
}

/** Why an XML text must not be given to any parser; empty when it may. */
function dangers(xml: string): Problem[] {
  const found = declared.exec(
    xml.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)),
  );
  if (found !== null) {
    const line = xml.slice(0, found.index).split('\n').length;
    return [problem('no-doctype', 'a document type or entity is declared: remove it', line)];
  }
  const encoding = declaration.exec(xml)?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
    return [problem('utf-8', `the file says it is ${encoding.slice(0, 40)}: save it as UTF-8`, 1)];
  return measures(xml);
}

function measures(xml: string): Problem[] {
  let depth = 0;
  let tags = 0;
  for (const [text, closing, empty] of xml.matchAll(tag)) {
    if (closing === undefined || text.startsWith('<!') || text.startsWith('<?')) continue;
    tags += 1;
    if (empty !== '/') depth += closing === '/' ? -1 : 1;
    if (depth > depthLimit)
      return [problem('depth', `elements are nested more than ${depthLimit} deep`)];
    if (tags > 2 * tagLimit)
      return [problem('size', `there are more than ${tagLimit} elements: split the file`)];
  }
  return [];
}

/** Problems of a text that make looking further pointless or dangerous. */
export function textProblems(name: string, text: string): Problem[] {
  if (Buffer.byteLength(text) > sizeLimit)
    return [problem('size', `the file is larger than ${sizeLimit / 1024 / 1024} MB`)];
  if (text.trim() === '') return [problem('empty', 'the file is empty')];
  return name.endsWith('.form') ? [] : dangers(text);
}

/**
 * The text of an uploaded file, when it is UTF-8 and safe to give to a parser.
 *
 * @param name its ending says what it is: `.bpmn`, `.dmn` or `.form`
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
  if (text.includes('\0')) return { problems: [problem('utf-8', 'the file holds zero bytes')] };
  const problems = textProblems(name, text);
  return problems.length > 0 ? { problems } : { text };
}
