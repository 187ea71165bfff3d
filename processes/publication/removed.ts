import { findPersonalData, type PersonalKind } from './personal-data.ts';

/** Where in a file a text was read: its page or part, its metadata, its name. */
export interface Reading {
  readonly place: string;
  readonly text: string;
}

/**
 * A text for searching: width, case, white space, invisible signs and the dashes and dots between groups of digits do
 * not matter, so that a number broken over lines or runs is found all the same.
 */
export function normaliseForSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}·•.\-\u2010-\u2015\u2212_()（）,，]/gu, '');
}

/** Shorter words stand in every text. */
const shortest = 2;

/** Where something that was removed is still to be read; the place, never the word itself. */
export function placesStillHolding(
  readings: readonly Reading[],
  removed: readonly string[],
): string[] {
  const words = removed.map(normaliseForSearch).filter((word) => word.length >= shortest);
  return readings
    .filter(({ text }) => {
      const searched = normaliseForSearch(text);
      return words.some((word) => searched.includes(word));
    })
    .map(({ place }) => place);
}

/** In a file only what a checksum or a strict form tells apart is asked about. */
const strict: readonly PersonalKind[] = ['mobile', 'id-number', 'bank-card', 'email'];

/** Personal data in a file that nobody decided to keep, each with its place. */
export function personalDataIn(
  readings: readonly Reading[],
  kept: readonly string[],
): { readonly place: string; readonly kind: PersonalKind }[] {
  const keptWords = kept.map(normaliseForSearch);
  return readings.flatMap(({ place, text }) =>
    findPersonalData(text)
      .filter(({ kind }) => strict.includes(kind))
      .filter(({ start, end }) => !keptWords.includes(normaliseForSearch(text.slice(start, end))))
      .map(({ kind }) => ({ place, kind })),
  );
}
