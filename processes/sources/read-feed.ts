import { FeedFault } from './fault.ts';
import type { FeedEntry } from './find.ts';
import { readJsonFeed } from './json-feed.ts';
import { beginningOf, plainText } from './plain-text.ts';
import type { RawEntry } from './raw-entry.ts';
import { readDate } from './read-date.ts';
import { readXml } from './read-xml.ts';
import { personsAmong, withoutPeople } from './without-people.ts';
import { readXmlFeed } from './xml-feed.ts';

export interface FeedContext {
  /** Where the feed was read. */
  readonly address: string;
  readonly outlet: string;
  readonly now: Date;
}

const mostTitle = 200;
const mostExcerpt = 200;
/** So much of a text is looked through for people: an excerpt is its beginning. */
const mostSearched = 2000;
const mostLink = 500;
const insteadOfTitle = 40;

function linkOf({ links }: RawEntry): string | null {
  for (const { address, base } of links) {
    const text = address.trim();
    if (text === '' || !URL.canParse(text, base)) continue;
    const url = new URL(text, base);
    url.username = '';
    url.password = '';
    const isPage = url.protocol === 'https:' || url.protocol === 'http:';
    if (isPage && url.href.length <= mostLink) return url.href;
  }
  return null;
}

function entryOf(raw: RawEntry, { outlet, now }: FeedContext): FeedEntry | null {
  const link = linkOf(raw);
  const persons = personsAmong(raw.authors, outlet);
  const text = withoutPeople(plainText(raw.text).slice(0, mostSearched), persons);
  const headline = withoutPeople(plainText(raw.title).slice(0, mostSearched), persons);
  const title =
    headline.replaceAll('…', '').trim() === '' ? beginningOf(text, insteadOfTitle) : headline;
  if (link === null || title === '') return null;
  return {
    ...{ link, title: beginningOf(title, mostTitle), excerpt: beginningOf(text, mostExcerpt) },
    publishedAt:
      raw.dates.map((written) => readDate(written, now)).find((found) => found !== null) ?? null,
  };
}

function rawEntries(text: string, address: string): RawEntry[] {
  const plain = text.replace(/^\ufeff/, '').trimStart();
  if (plain.startsWith('{')) return readJsonFeed(plain, address);
  if (!plain.startsWith('<') || /^<(?:!doctype\s+html|html)\b/i.test(plain))
    throw new FeedFault('no-feed');
  return readXmlFeed(readXml(plain), address);
}

/**
 * Reads a feed (RSS 2.0, RSS 1.0, Atom, JSON Feed): of each entry title, link, time and the beginning of its text.
 * What has neither title nor text, or no page, is left out.
 *
 * @throws FeedFault `document-type`, `broken`, `no-feed`
 */
export function readFeed(text: string, context: FeedContext): FeedEntry[] {
  return rawEntries(text, context.address).flatMap((raw) => entryOf(raw, context) ?? []);
}
