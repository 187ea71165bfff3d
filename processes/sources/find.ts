import { sameness } from '../incident/raise.ts';
import type { Role } from '../roles.ts';

/** What is kept of something that was published: never who wrote it. */
export interface FeedEntry {
  readonly title: string;
  readonly link: string;
  /** Null where the feed does not say. */
  readonly publishedAt: Date | null;
  /** Its beginning in plain text. */
  readonly excerpt: string;
}

/** What became of a find: nothing yet, a matter of ours, or none. */
export const verdicts = ['found', 'relevant', 'irrelevant'] as const;
export type Verdict = (typeof verdicts)[number];

/** Who looks through what was found and decides on it. */
export const finders = [
  'monitoring-officer',
  'duty-officer',
  'duty-leader',
  'office',
] as const satisfies readonly Role[];

const day = 86_400_000;
/** The same headline within these days is one matter. */
export const sameTitleMs = 5 * day;
/** What nobody found relevant is kept for these days. */
export const keptMs = 90 * day;
/** Shorter headlines are shared by matters that have nothing to do with each other. */
const leastTitle = 6;

/** By what two reports are known to be of one matter. */
export interface FindKeys {
  readonly page: string;
  /** Null for a headline that says too little. */
  readonly title: string | null;
}

/** By what a report is known: the page it stands on, whoever shared it, and its headline. */
export function keysOf({ title, link }: Pick<FeedEntry, 'title' | 'link'>): FindKeys {
  // Some sites show every page under one address and tell them apart behind the `#`.
  const isRouted = /#[!/]/.test(link);
  const headline = sameness({ title, link: null });
  const signs = headline.length - 'title:'.length;
  return {
    page: isRouted ? `link:${link}` : sameness({ title, link }),
    title: signs < leastTitle ? null : headline,
  };
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Whether one of the words occurs in headline or excerpt; without any word everything is wanted. */
export function isWanted(
  { title, excerpt }: Pick<FeedEntry, 'title' | 'excerpt'>,
  words: readonly string[],
): boolean {
  const text = folded(`${title}\n${excerpt}`);
  return words.length === 0 || words.some((word) => text.includes(folded(word)));
}
