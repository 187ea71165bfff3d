import { signOf } from './read-xml.ts';

/** More than this of a text is not looked at: an excerpt comes from its beginning. */
const mostRead = 20_000;

const names: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['hellip', '…'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['middot', '·'],
  ['bull', '•'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['times', '×'],
  ['copy', '©'],
]);

function withoutTags(html: string): string {
  return html
    .replace(/<(script|style|noscript|iframe)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|blockquote|section)\b[^<>]*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/<\/?[a-z][^<>]*$/i, '');
}

function withSigns(html: string): string {
  return html.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (all: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return names.get(name.toLowerCase()) ?? all;
      return signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

/** What a reader sees of a piece of HTML, on one line; what was escaped twice is read twice. */
export function plainText(html: string): string {
  const once = withSigns(withoutTags(html.slice(0, mostRead)));
  return withSigns(withoutTags(once))
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, ' ')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

/** The beginning of a text, marked where it was cut. */
export function beginningOf(text: string, most: number): string {
  const signs = [...text.slice(0, 2 * most + 2)];
  if (signs.length <= most) return text;
  return `${signs
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
