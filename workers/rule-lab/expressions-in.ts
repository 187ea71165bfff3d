const attribute = /\s[\w:.-]+\s*=\s*(?:"=([^"]*)"|'=([^']*)')/g;
const text = />\s*=([^<]*)</g;
const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function plain(xml: string): string {
  return xml.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return signs[name] ?? all;
  });
}

/** The FEEL expressions of a diagram: whatever attribute or text begins with `=`, each once. */
export function expressionsIn(xml: string): string[] {
  const attributes = [...xml.matchAll(attribute)].map(([, double, single]) => double ?? single);
  const texts = [...xml.matchAll(text)].map(([, found]) => found);
  const found = [...attributes, ...texts].map((one) => plain(one ?? '').trim());
  return [...new Set(found)].filter((one) => one !== '');
}
