/** A tag of an XML text with its attributes in order of their names, and the text that follows it. */
function normal(name: string, attributes: string): string {
  const found = [...attributes.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)]
    .map(([, key, value]) => `${key}="${value}"`)
    .filter((one) => !one.startsWith('xmlns'));
  return `<${[name, ...found.toSorted()].join(' ')}>`;
}

const signs: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
const plain = (text: string) =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, sign: string) => signs[sign] ?? '');

/**
 * Everything an XML text says, piece by piece, without what no reader sees: the order of attributes, blanks between
 * tags, how an empty element or a sign is written. It knows nothing of diagrams: what a parser dropped is missing here.
 */
export function saidBy(xml: string): string[] {
  const pieces = xml.matchAll(
    /<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:"[^"]*"|[^">])*?)(\/?)>|([^<]+)/g,
  );
  return [...pieces].flatMap(([, data, closing, name, attributes = '', empty, text]) => {
    if (data !== undefined) return [data];
    if (text !== undefined) return text.trim() === '' ? [] : [plain(text)];
    if (name === undefined) return [];
    if (closing === '/') return [`</${name}>`];
    const opening = plain(normal(name, attributes));
    return empty === '/' ? [opening, `</${name}>`] : [opening];
  });
}
