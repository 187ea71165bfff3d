/** Why a clock may stand still; the words for people are `words.pauseCategory.<category>` in the dictionaries. */
export const pauseCategories = [
  'citizen-material',
  'before-court',
  'expert-appraisal',
  'other-body',
  'force-majeure',
] as const;
export type PauseCategory = (typeof pauseCategories)[number];

/** True when a word names a ground on which a clock may stand still. */
export function isPauseCategory(word: string): word is PauseCategory {
  return pauseCategories.some((category) => category === word);
}
