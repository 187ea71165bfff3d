import type { ReplyFields } from '../complaint/contract.ts';
import { Refusal } from '../refusal.ts';
import { type Cover, checkMarks, cover, isSignedButForMarks, removedBy } from './marks.ts';
import { findPersonalData, overlaps } from './personal-data.ts';

/** The texts of an item that are published: the complaint's subject, and what the signed reply says in words. */
export const sheetParts = [
  'subject',
  'investigator',
  'findingText',
  'measures',
  'ground',
  'contact',
] as const;
export type SheetPart = (typeof sheetParts)[number];

/** A place in a text that somebody decided on; a suggestion nobody has decided on yet is none. */
export interface Mark extends Cover {
  readonly part: SheetPart;
  /** `kept`: it may be shown. */
  readonly state: 'covered' | 'kept';
}

/** What a rule suggests to cover. */
export type Suggestion = Omit<Mark, 'state'>;

export type Texts = Readonly<Record<SheetPart, string>>;

/** What is signed, and what of it the public reads. */
export interface Item {
  readonly subject: string;
  readonly fields: ReplyFields;
}

/** The texts of an item, by part; what was left out is empty. */
export function textsOf({ subject, fields }: Item): Texts {
  const { investigator, findingText, measures, ground, contact } = fields;
  return { subject, investigator, findingText, measures: measures ?? '', ground, contact };
}

/** Whom to call at the office is what the line is for; a mobile number there is somebody's own all the same. */
const isOffices = (part: SheetPart, kind: Cover['kind']): boolean =>
  part === 'contact' && (kind === 'landline' || kind === 'email');

function marksIn<M extends { readonly part: SheetPart }>(part: SheetPart, marks: readonly M[]) {
  return marks.filter((mark) => mark.part === part);
}

/** Personal data nobody has decided on yet. */
export function suggestionsIn(texts: Texts, decided: readonly Mark[]): Suggestion[] {
  return sheetParts.flatMap((part) =>
    findPersonalData(texts[part])
      .filter(({ kind }) => !isOffices(part, kind))
      .filter((found) => !marksIn(part, decided).some((mark) => overlaps(mark, found)))
      .map((found) => ({ ...found, part })),
  );
}

/** @throws Refusal `MARK_OUTSIDE`, `MARKS_OVERLAP` */
export function checkSheet(texts: Texts, marks: readonly Mark[]): void {
  for (const part of sheetParts) checkMarks(texts[part], marksIn(part, marks));
}

/** The marks of an item that cover something. */
export function coversOf(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ state }) => state === 'covered');
}

/** Everything that is covered somewhere in the item, each once: none of it may stand in a file beside it. */
export function removedFrom(texts: Texts, marks: readonly Mark[]): string[] {
  const covers = coversOf(marks);
  const removed = sheetParts.flatMap((part) => removedBy(texts[part], marksIn(part, covers)));
  return [...new Set(removed)];
}

/** The item as the public reads it. */
export function shownItem({ subject, fields }: Item, marks: readonly Mark[]): Item {
  const texts = textsOf({ subject, fields });
  const covers = coversOf(marks);
  const shown = (part: SheetPart) => cover(texts[part], marksIn(part, covers));
  return {
    subject: shown('subject'),
    fields: {
      ...fields,
      investigator: shown('investigator'),
      findingText: shown('findingText'),
      measures: shown('measures'),
      ground: shown('ground'),
      contact: shown('contact'),
      // Why a text is public is said in the house.
      publicityGround: null,
    },
  };
}

/** Whether every text of a published item equals the signed one but for its marks, and nothing else of it differs. */
export function isProved(signed: Item, shown: Item, marks: readonly Mark[]): boolean {
  const [before, after] = [textsOf(signed), textsOf(shown)];
  const covers = coversOf(marks);
  const sameRest = (['finding', 'investigatedOn', 'measuresBy', 'publicity'] as const).every(
    (field) => signed.fields[field] === shown.fields[field],
  );
  return (
    sameRest &&
    sheetParts.every((part) =>
      isSignedButForMarks(before[part], after[part], marksIn(part, covers)),
    )
  );
}

/**
 * The gate of the texts: everything a rule suggests has been decided on by the person who answers for it.
 * @throws Refusal `MARKS_UNDECIDED` with how many and where the first one stands
 */
export function checkDecided(texts: Texts, marks: readonly Mark[]): void {
  checkSheet(texts, marks);
  const [first, ...more] = suggestionsIn(texts, marks);
  if (first !== undefined)
    throw new Refusal('MARKS_UNDECIDED', { count: more.length + 1, part: first.part });
}

/**
 * The marks of an item with every place covered where one of these words stands, in whichever of its texts; a word that
 * was kept before is covered too.
 *
 * @throws Refusal `WORD_NOT_THERE` for a word that stands nowhere, or only where all is covered already
 */
export function coverWords(texts: Texts, marks: readonly Mark[], words: readonly string[]): Mark[] {
  return words.reduce<Mark[]>(
    (before, word) => {
      const found = sheetParts.flatMap((part) => placesOf(texts[part], word, part));
      const added = found.filter((one) => !coversOf(before).some((mark) => meets(mark, one)));
      if (added.length === 0) throw new Refusal('WORD_NOT_THERE');
      return [...before.filter((mark) => !added.some((one) => meets(mark, one))), ...added];
    },
    [...marks],
  );
}

function meets(a: Mark, b: Mark): boolean {
  return a.part === b.part && overlaps(a, b);
}

function placesOf(text: string, word: string, part: SheetPart): Mark[] {
  const places: Mark[] = [];
  if (word === '') return places;
  let start = text.indexOf(word);
  while (start >= 0) {
    const end = start + word.length;
    places.push({ part, start, end, kind: 'other', state: 'covered' });
    start = text.indexOf(word, end);
  }
  return places;
}
