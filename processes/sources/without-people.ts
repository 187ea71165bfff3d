import { findPersonalData } from '../publication/personal-data.ts';

const cut = '…';
/** An office that signs what it publishes is an institution, and stays. */
const isOffice = /(?:政府|办公室|委员会|编辑部|局|厅)$/;

const rank =
  '(?:本报|本网|本台|新华社)?(?:全媒体)?(?:首席)?(?:记者|通讯员|特约记者|实习生|作者|责任编辑|责编|编辑|供稿|撰稿|撰文|摄影)';
const bylines: readonly RegExp[] = [
  new RegExp(`[（(【[][^（()）【】\\]]{0,20}${rank}[^（()）【】\\]]{0,40}[）)】\\]]`, 'gu'),
  new RegExp(`${rank}\\s*[:：/|丨]\\s*[^\\s，。；,;]{1,30}`, 'gu'),
  new RegExp(
    `${rank}[\\s\\u3000]+\\p{Script=Han}{2,4}(?:[\\s、\\u3000]+\\p{Script=Han}{2,4}(?=[\\s、\\u3000]))*`,
    'gu',
  ),
  /(?:^|\s)(?:文|图)\s*[/丨|]\s*\p{Script=Han}{2,4}/gu,
  /@[\p{L}\p{N}_-]{1,30}/gu,
];

/** Every name in what a feed says of its author: `mail (name)`, several names in one line. */
function namesIn(author: string): string[] {
  const parts = author.split(/[()<>[\]（）,;，；、|]|\s{2,}|\bmailto:/);
  return [author, ...parts].map((part) => part.trim()).filter((part) => part.length >= 2);
}

const letter = '[\\p{Script=Latin}\\p{N}]';
const isLetter = /[\p{Script=Latin}\p{N}]/u;

/** A name in letters is found as a word only; in Chinese nothing stands between words. */
function patternOf(name: string): RegExp {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const before = isLetter.test(name.slice(0, 1)) ? `(?<!${letter})` : '';
  const after = isLetter.test(name.slice(-1)) ? `(?!${letter})` : '';
  return new RegExp(`${before}${escaped}${after}`, 'giu');
}

/** The names a feed gives of who wrote, as they are looked for; offices and the outlet itself are no persons. */
export function personsAmong(authors: readonly string[], outlet: string): string[] {
  const names = authors.flatMap((author) => namesIn(author.slice(0, 400)));
  return [...new Set(names)]
    .filter((name) => name !== outlet && !isOffice.test(name))
    .sort((a, b) => b.length - a.length)
    .slice(0, 60);
}

/** A text without whoever wrote it: names the feed gives, bylines, handles, phone numbers, addresses. */
export function withoutPeople(text: string, persons: readonly string[]): string {
  const spans = findPersonalData(text);
  const kept = spans.reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)}${cut}${rest.slice(end)}`,
    text,
  );
  const unsigned = bylines.reduce((rest, pattern) => rest.replace(pattern, cut), kept);
  return persons
    .reduce((rest, name) => rest.replace(patternOf(name), cut), unsigned)
    .replace(/…(?:[\s、,，]*…)+/g, cut)
    .trim();
}
