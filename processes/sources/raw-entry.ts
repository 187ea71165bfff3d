/** No more entries of one answer are read, and no more of what an entry or a feed has several of. */
export const mostEntries = 300;
export const mostOfAKind = 50;

/** An entry as a feed writes it; who wrote it serves to be left out, and goes no further. */
export interface RawEntry {
  readonly title: string;
  /** Addresses in the order in which they are tried, each with what it is relative to. */
  readonly links: readonly { readonly address: string; readonly base: string }[];
  readonly text: string;
  readonly dates: readonly string[];
  readonly authors: readonly string[];
}
