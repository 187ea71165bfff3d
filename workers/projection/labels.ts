/** A start tag with its attributes; a `>` inside quotes does not end it. */
const tag = /<(?:[\w.-]+:)?[\w.-]+((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))+)\s*\/?>/gu;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const hidden = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/gu;
const entity = /&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));/gu;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * What a diagram's elements are labelled, by element id. Only tags with an `id` and a `name` matter,
 * and the engine has parsed the text before, so a scan will do and stays free of waiting.
 */
export function labelsOf(xml: string): Record<string, string> {
  const labels = new Map<string, string>();
  for (const [, attributes = ''] of xml.replace(hidden, '').matchAll(tag)) {
    const given = new Map(
      [...attributes.matchAll(attribute)].map(([, name, quoted, single]) => [
        name,
        quoted ?? single ?? '',
      ]),
    );
    const id = given.get('id');
    const name = given.get('name');
    if (id !== undefined && name !== undefined && name !== '') labels.set(id, unescaped(name));
  }
  return Object.fromEntries(labels);
}

/** The label of an element, its id where it has none. Ids are free: one may be called `constructor`. */
export function labelOf(labels: Readonly<Record<string, string>>, elementId: string): string {
  return (Object.hasOwn(labels, elementId) ? labels[elementId] : undefined) ?? elementId;
}

function unescaped(text: string): string {
  return text.replace(entity, (whole, decimal?: string, hex?: string, word?: string) => {
    if (decimal !== undefined) return fromCode(Number.parseInt(decimal, 10), whole);
    if (hex !== undefined) return fromCode(Number.parseInt(hex, 16), whole);
    return named[word ?? ''] ?? whole;
  });
}

function fromCode(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
