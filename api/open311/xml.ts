/** What an answer is made of: it goes out as JSON as it is, and as XML by the names below. */
export type Told =
  | string
  | number
  | boolean
  | null
  | readonly Told[]
  | { readonly [name: string]: Told };

/** What the members of a list are called in XML, by the name of the list. */
const memberNames: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Signs that no XML 1.0 document may hold, not even written as a number. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to leave out
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escaped(text: string): string {
  return text.replace(impossible, '').replace(/[&<>"']/g, (sign) => marks[sign] ?? '');
}

function element(name: string, value: Told): string {
  if (value === null) return `<${name}/>`;
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
  const members = Array.isArray(value)
    ? value.map((one: Told) => element(memberNames[name] ?? 'item', one))
    : Object.entries(value).map(([key, one]) => element(key, one));
  return `<${name}>${members.join('')}</${name}>`;
}

/**
 * An answer as an XML document.
 *
 * @param root name of the outermost element; names are ours, only texts come from people
 */
export function xmlOf(root: string, value: Told): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}`;
}
