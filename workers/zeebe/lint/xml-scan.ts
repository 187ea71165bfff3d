import type { Problem } from './problem.ts';

/** Deeper than anything a person draws; parsers and the engine are recursive. */
const depthLimit = 100;
/** A file beyond this is no longer read by people and makes the engine slow. */
const tagLimit = 20_000;

/**
 * One piece of an XML text after the other; one that never ends goes to the end of the text, or each of many would be
 * looked for there again. What a comment, a processing instruction or an attribute holds is passed
 * as a whole, so that none of them can hide a declaration behind a comment that is none.
 */
const piece = new RegExp(
  [
    String.raw`<!--[\s\S]*?(?:-->|$)`,
    String.raw`<!\[CDATA\[[\s\S]*?(?:\]\]>|$)`,
    String.raw`<\?(?<target>[\w:.-]*)(?<instruction>[\s\S]*?)(?:\?>|$)`,
    String.raw`<!\s*(?<declared>[A-Za-z]+)`,
    String.raw`<(?<closing>\/?)(?<name>[\w:.-]+)(?<attributes>(?:"[^"]*"|'[^']*'|[^'"<>])*?)(?<empty>\/?)>`,
  ].join('|'),
  'g',
);
const encoding = /\bencoding\s*=\s*["']([^"']*)["']/i;
const inclusion = 'http://www.w3.org/2001/XInclude';
const schemaPlace =
  /\b(?:[\w.-]+:)?(?:noNamespaceSchemaLocation|schemaLocation)\s*=\s*["']([^"']*)["']/;
const outside = /^(?:[a-z][a-z\d+.-]*:|\/|\\)/i;

type Groups = Readonly<Record<string, string | undefined>>;
type Refused = readonly [rule: string, message: string];

function refusedInstruction({ target = '', instruction = '' }: Groups): Refused | null {
  if (target.toLowerCase() !== 'xml')
    return /\bhref\s*=/i.test(instruction)
      ? ['outside', 'an instruction leads out of the file: remove it']
      : null;
  const said = encoding.exec(instruction)?.[1];
  return said === undefined || said.toLowerCase() === 'utf-8'
    ? null
    : ['utf-8', `the file says it is ${said.slice(0, 40)}: save it as UTF-8`];
}

/** Where a validating parser would look for the schema: every second word is a place. */
function refusedSchema(attributes: string): Refused | null {
  const words = (schemaPlace.exec(attributes)?.[1] ?? '').trim().split(/\s+/);
  const places = words.length === 1 ? words : words.filter((_, at) => at % 2 === 1);
  return places.some((place) => outside.test(place))
    ? ['outside', 'the schema is looked for outside the file: remove schemaLocation']
    : null;
}

function refusedTag({ name = '', attributes = '' }: Groups): Refused | null {
  if (attributes.includes(inclusion))
    return ['outside', 'the file includes others (XInclude): put everything into one file'];
  const local = name.slice(name.indexOf(':') + 1);
  if (local === 'import' && /\b(?:location|locationURI)\s*=/.test(attributes))
    return ['outside', 'the file imports another one: put everything into one file'];
  return refusedSchema(attributes);
}

function refused(groups: Groups): Refused | null {
  if (groups.declared !== undefined)
    return ['no-doctype', 'a document type or entity is declared: remove it'];
  if (groups.instruction !== undefined) return refusedInstruction(groups);
  if (groups.name === undefined || groups.closing === '/') return null;
  return refusedTag(groups);
}

/** Elements opened and closed so far. */
interface Measure {
  depth: number;
  tags: number;
}

function tooMuch(measure: Measure, { name, closing, empty }: Groups): Refused | null {
  if (name === undefined) return null;
  if (closing !== '/') measure.tags += 1;
  if (empty !== '/') measure.depth += closing === '/' ? -1 : 1;
  if (measure.depth > depthLimit)
    return ['depth', `elements are nested more than ${depthLimit} deep`];
  return measure.tags > tagLimit
    ? ['size', `there are more than ${tagLimit} elements: split the file`]
    : null;
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;

/**
 * Why an XML text must not be given to any parser, with the line; empty when it may. Looks at the text only: nothing
 * is resolved, opened or fetched.
 */
export function xmlDangers(xml: string): Problem[] {
  const measure: Measure = { depth: 0, tags: 0 };
  for (const found of xml.matchAll(piece)) {
    const groups: Groups = found.groups ?? {};
    const wrong = refused(groups) ?? tooMuch(measure, groups);
    if (wrong === null) continue;
    const [rule, message] = wrong;
    return [{ file: null, element: null, rule, message, line: lineAt(xml, found.index) }];
  }
  return [];
}

const rootTag =
  /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<(?<name>[\w:.-]+)(?<attributes>(?:"[^"]*"|'[^']*'|[^'"<>])*?)(?<empty>\/?)>/g;

/** The element that holds all others; null where the text has none. */
export function rootOf(
  xml: string,
): { readonly name: string; readonly namespace: string; readonly closed: boolean } | null {
  for (const { groups } of xml.matchAll(rootTag)) {
    const name = groups?.name;
    if (name === undefined) continue;
    const prefix = name.includes(':') ? `:${name.slice(0, name.indexOf(':'))}` : '';
    const declared = new RegExp(String.raw`(?:^|\s)xmlns${prefix}\s*=\s*["']([^"']*)["']`);
    // What follows the last closing tag is left to the parser.
    const end = xml.lastIndexOf(`</${name}`);
    const ending = end < 0 ? '' : xml.slice(end, end + name.length + 20);
    const closed = groups?.empty === '/' || new RegExp(String.raw`^</${name}\s*>`).test(ending);
    return { name, namespace: declared.exec(groups?.attributes ?? '')?.[1] ?? '', closed };
  }
  return null;
}
