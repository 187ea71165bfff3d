/** The means of the rungs, in the usual order; which comes when is a rule (`ladder.dmn`). */
export const means = [
  'phone',
  'letter',
  'assignment-form',
  'bulletin',
  'explanation',
  'talk',
  'accountability',
] as const;
export type Means = (typeof means)[number];

/** The papers that a ladder sends, each in a series of its own. */
export const letterKinds = ['supervision-letter', 'assignment-form'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** True for the word of a paper that a ladder sends. */
export function isLetterKind(word: unknown): word is LetterKind {
  return letterKinds.some((kind) => kind === word);
}
