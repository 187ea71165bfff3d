import { FeedFault } from './fault.ts';
import { mostEntries, mostOfAKind, type RawEntry } from './raw-entry.ts';
import { elementsOf, textOf, type XmlElement } from './read-xml.ts';

const writers = new Set([
  ...['author', 'creator', 'contributor', 'credit', 'editor', 'owner'],
  ...['managingeditor', 'webmaster'],
]);
const times = ['published', 'pubdate', 'date', 'issued', 'created', 'updated', 'modified'] as const;
const encodedSpace = 'http://purl.org/rss/1.0/modules/content/';

/** Children by name, those of the element's own standard before what others have added. */
function named(element: XmlElement, name: string): XmlElement[] {
  const found = elementsOf(element).filter((one) => one.name === name);
  const isOwn = ({ space }: XmlElement) => space === element.space;
  return [...found.filter(isOwn), ...found.filter((one) => !isOwn(one))];
}

function ownText(element: XmlElement, ...names: readonly string[]): string {
  const found = names
    .flatMap((name) => named(element, name).filter(({ space }) => space === element.space))
    .map(textOf);
  return found.find((text) => text.trim() !== '') ?? '';
}

function bodyOf(entry: XmlElement): string {
  const own = ownText(entry, 'summary', 'description', 'content');
  if (own.trim() !== '') return own;
  const encoded = elementsOf(entry).find(
    ({ name, space }) => name === 'encoded' && (space === encodedSpace || space === 'content'),
  );
  return encoded === undefined ? '' : textOf(encoded);
}

/** Everybody a feed names as having written or kept something. */
function authorsOf(element: XmlElement): string[] {
  return elementsOf(element)
    .filter(({ name }) => writers.has(name))
    .slice(0, mostOfAKind)
    .flatMap((one) => [textOf(one), ...elementsOf(one).map(textOf)]);
}

function baseWithin(element: XmlElement, base: string): string {
  const own = element.attributes.get('xml:base') ?? '';
  return own !== '' && URL.canParse(own, base) ? new URL(own, base).href : base;
}

/** The pages of an entry: a link in words, a link as an attribute, a name that is an address. */
function linksOf(entry: XmlElement): string[] {
  const links = named(entry, 'link').slice(0, mostOfAKind);
  const inWords = links.map(textOf);
  const pages = links
    .filter(({ attributes }) => (attributes.get('rel') ?? 'alternate') === 'alternate')
    .map(({ attributes }) => attributes.get('href') ?? '');
  const names = named(entry, 'guid')
    .filter(({ attributes }) => attributes.get('ispermalink') !== 'false')
    .map(textOf)
    .filter((text) => /^https?:/i.test(text.trim()));
  const about = entry.attributes.get('rdf:about') ?? '';
  return [...inWords, ...pages, ...names, about].filter((one) => one.trim() !== '');
}

function entryIn(entry: XmlElement, base: string, authors: readonly string[]): RawEntry {
  const within = baseWithin(entry, base);
  return {
    title: ownText(entry, 'title'),
    links: linksOf(entry).map((address) => ({ address, base: within })),
    text: bodyOf(entry),
    dates: times.flatMap((name) => named(entry, name).map(textOf)).slice(0, mostOfAKind),
    authors: [...authors, ...authorsOf(entry)],
  };
}

/**
 * The entries of a feed in XML, whichever of the three standards it follows.
 *
 * @throws FeedFault `no-feed`
 */
export function readXmlFeed(root: XmlElement, address: string): RawEntry[] {
  const base = baseWithin(root, address);
  const [channel = root] = named(root, 'channel');
  const entriesIn = (element: XmlElement, name: string, within: string) => {
    const authors = authorsOf(root.name === 'feed' ? root : channel);
    return named(element, name)
      .slice(0, mostEntries)
      .map((one) => entryIn(one, within, authors));
  };
  if (root.name === 'feed') return entriesIn(root, 'entry', base);
  if (root.name === 'rdf') return entriesIn(root, 'item', base);
  if (root.name !== 'rss' || channel === root) throw new FeedFault('no-feed');
  return entriesIn(channel, 'item', baseWithin(channel, base));
}
