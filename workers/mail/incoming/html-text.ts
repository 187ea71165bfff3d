/** Not the head itself: its end may be left out, and what it holds of words is named here. */
const hidden: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template']);
const lineEnding: ReadonlySet<string> = new Set(
  'br p div tr li h1 h2 h3 h4 h5 h6 table ul ol blockquote hr'.split(' '),
);
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
  ...{ ldquo: '“', rdquo: '”', mdash: '—', hellip: '…', middot: '·' },
};

function signOf(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '';
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole, tens, hex, name) => {
    if (tens !== undefined) return signOf(Number(tens));
    if (hex !== undefined) return signOf(Number.parseInt(hex, 16));
    return named[String(name).toLowerCase()] ?? whole;
  });
}

/** A line break of the source is a blank: lines are made by tags. */
const onOneLine = (text: string) => text.replace(/\s+/g, ' ');

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  /** Where the text goes on behind it. */
  readonly end: number;
}

/** The tag or comment that begins here; null for one that never ends. */
function tagAt(html: string, open: number): Tag | null {
  const ending = html.startsWith('<!--', open) ? '-->' : '>';
  const close = html.indexOf(ending, open);
  if (close === -1) return null;
  const found = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20));
  return {
    name: found?.[2]?.toLowerCase() ?? '',
    closes: found?.[1] === '/',
    end: close + ending.length,
  };
}

/** Whose words are not shown after a tag: null while they are. */
function hiddenAfter({ name, closes }: Tag, within: string | null): string | null {
  if (within !== null) return closes && name === within ? null : within;
  return !closes && hidden.has(name) ? name : null;
}

/**
 * The words of an HTML mail. One walk from left to right, so that its time grows with its length and no more; nothing
 * of it is kept but text.
 */
export function textOfHtml(html: string): string {
  const words: string[] = [];
  let within: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (within === null) words.push(onOneLine(html.slice(at, open === -1 ? html.length : open)));
    const tag = open === -1 ? null : tagAt(html, open);
    if (tag === null) break;
    within = hiddenAfter(tag, within);
    if (within === null && lineEnding.has(tag.name)) words.push('\n');
    at = tag.end;
  }
  const lines = words.join('').split('\n');
  return decoded(
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
  );
}
