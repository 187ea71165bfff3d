import { FeedFault } from './fault.ts';

/** An element of a feed with its local name in small letters and the namespace it belongs to. */
export interface XmlElement {
  readonly name: string;
  readonly space: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

interface Opened extends XmlElement {
  readonly tag: string;
  readonly children: (XmlElement | string)[];
  readonly spaces: ReadonlyMap<string, string>;
}

interface Reading {
  readonly text: string;
  at: number;
  readonly open: Opened[];
  root: XmlElement | null;
  elements: number;
}

/** No feed is nested deeper or has more elements; what is wants to keep a reader busy. */
const mostDepth = 64;
const mostElements = 100_000;

const tagName = /[^\s<>/"'=&]+/y;
const attribute = /\s+([^\s<>/"'=&]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const tagEnd = /\s*(\/?)>/y;
const reference = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi;
const plainNames: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The sign of a number; nothing for what no text may hold. */
export function signOf(code: number): string {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  return isHalf || isControl || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

/** The five names of XML and numbers are all there is: nothing a feed declares by itself is ever put in. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (_all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return plainNames.get(name.toLowerCase()) ?? '';
    return signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

function take(reading: Reading, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.text);
  if (found !== null) reading.at = pattern.lastIndex;
  return found;
}

function until(reading: Reading, from: number, end: string): string {
  const stop = reading.text.indexOf(end, from);
  if (stop < 0) throw new FeedFault('broken');
  reading.at = stop + end.length;
  return reading.text.slice(from, stop);
}

function put(reading: Reading, text: string): void {
  const top = reading.open.at(-1);
  if (top !== undefined) top.children.push(text);
  else if (text.trim() !== '') throw new FeedFault('broken');
}

/** The namespaces in force inside an element: those around it and its own. */
function spacesWithin(
  around: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = [...attributes].flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', value]];
    return name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), value]] : [];
  });
  return declared.length === 0 ? around : new Map([...around, ...declared]);
}

function attributesAt(reading: Reading): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (let found = take(reading, attribute); found !== null; found = take(reading, attribute)) {
    const [, name = '', quoted = ''] = found;
    if (attributes.size >= mostDepth) throw new FeedFault('broken');
    attributes.set(name.toLowerCase(), decoded(quoted.slice(1, -1)));
  }
  return attributes;
}

function close(reading: Reading, closed: Opened): void {
  const { name, space, attributes, children } = closed;
  const element = { name, space, attributes, children };
  const above = reading.open.at(-1);
  if (above !== undefined) above.children.push(element);
  else reading.root = element;
}

function beginTag(reading: Reading): void {
  reading.at += 1;
  const tag = take(reading, tagName)?.[0];
  if (tag === undefined || (reading.open.length === 0 && reading.root !== null))
    throw new FeedFault('broken');
  const attributes = attributesAt(reading);
  const end = take(reading, tagEnd);
  reading.elements += 1;
  const isTooMuch = reading.open.length >= mostDepth || reading.elements > mostElements;
  if (end === null || isTooMuch) throw new FeedFault('broken');
  const spaces = spacesWithin(reading.open.at(-1)?.spaces ?? new Map(), attributes);
  const [prefix, local] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const opened: Opened = {
    ...{ tag, attributes, spaces, children: [] },
    name: (local ?? tag).toLowerCase(),
    // Feeds use prefixes they never declared; these stand for themselves.
    space: spaces.get(prefix ?? '') ?? prefix ?? '',
  };
  if (end[1] === '/') close(reading, opened);
  else reading.open.push(opened);
}

function endTag(reading: Reading): void {
  const tag = until(reading, reading.at + 2, '>').trimEnd();
  const opened = reading.open.pop();
  if (opened === undefined || opened.tag !== tag) throw new FeedFault('broken');
  close(reading, opened);
}

function step(reading: Reading): void {
  const { text, at } = reading;
  if (text.startsWith('<!--', at)) until(reading, at + 4, '-->');
  else if (text.startsWith('<![CDATA[', at)) put(reading, until(reading, at + 9, ']]>'));
  else if (text.startsWith('<?', at)) until(reading, at + 2, '?>');
  // A document type can declare entities that draw in files or grow without end: none is read.
  else if (text.startsWith('<!', at)) throw new FeedFault('document-type');
  else if (text.startsWith('</', at)) endTag(reading);
  else beginTag(reading);
}

/**
 * Reads a text as XML without ever reading a document type: nothing is fetched, nothing is put in, nothing grows.
 *
 * @throws FeedFault `document-type`, `broken`
 */
export function readXml(text: string): XmlElement {
  const reading: Reading = { text, at: 0, open: [], root: null, elements: 0 };
  while (reading.at < text.length) {
    const tag = text.indexOf('<', reading.at);
    const end = tag < 0 ? text.length : tag;
    if (end > reading.at) put(reading, decoded(text.slice(reading.at, end)));
    reading.at = end;
    if (tag >= 0) step(reading);
  }
  if (reading.root === null || reading.open.length > 0) throw new FeedFault('broken');
  return reading.root;
}

/** The elements an element holds. */
export function elementsOf({ children }: XmlElement): XmlElement[] {
  return children.filter((one): one is XmlElement => typeof one !== 'string');
}

const blocks = /^(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|blockquote|name|email|uri)$/;

/** All text within an element; what stands in blocks of its own is kept apart by a space. */
export function textOf({ children }: XmlElement): string {
  return children
    .map((one) => {
      if (typeof one === 'string') return one;
      return blocks.test(one.name) ? ` ${textOf(one)} ` : textOf(one);
    })
    .join('');
}
