import { z } from 'zod';
import { FeedFault } from './fault.ts';
import { mostEntries, mostOfAKind, type RawEntry } from './raw-entry.ts';

const text = z.string().catch('');
const writer = z.object({ name: text }).catch({ name: '' });
const writers = { author: writer.optional(), authors: z.array(z.unknown()).catch([]) };
const item = z.object({
  ...writers,
  ...{ title: text, url: text, external_url: text, id: text },
  ...{ summary: text, content_text: text, content_html: text },
  ...{ date_published: text, date_modified: text },
});
const feed = z.object({
  ...writers,
  version: z.string().regex(/^https?:\/\/jsonfeed\.org\/version\//),
  items: z.array(z.unknown()),
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new FeedFault('broken');
  }
}

type Writers = Pick<z.output<typeof feed>, 'author' | 'authors'>;

function namesOf({ author, authors }: Writers): string[] {
  const known = authors.slice(0, mostOfAKind).map((one) => writer.parse(one));
  return [...known, ...(author === undefined ? [] : [author])].map(({ name }) => name);
}

/**
 * The entries of a JSON Feed.
 *
 * @throws FeedFault `broken`, `no-feed`
 */
export function readJsonFeed(json: string, address: string): RawEntry[] {
  const found = feed.safeParse(parsed(json));
  if (!found.success) throw new FeedFault('no-feed');
  const { items, ...of } = found.data;
  return items.slice(0, mostEntries).flatMap((raw): RawEntry[] => {
    const read = item.safeParse(raw);
    if (!read.success) return [];
    const { title, url, external_url, id, summary, content_text, content_html } = read.data;
    const named = /^https?:/i.test(id) ? [id] : [];
    return [
      {
        ...{ title, text: summary || content_text || content_html },
        links: [url, external_url, ...named].map((one) => ({ address: one, base: address })),
        dates: [read.data.date_published, read.data.date_modified],
        authors: [...namesOf(of), ...namesOf(read.data)],
      },
    ];
  });
}
