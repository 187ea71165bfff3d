import { Refusal } from '../refusal.ts';
import { overlaps, personalKinds, type Span } from './personal-data.ts';

/** What a mark covers: found by a rule, or a name and anything else by a person. */
export const markKinds = [...personalKinds, 'name', 'other'] as const;
export type MarkKind = (typeof markKinds)[number];

/** What stands in a published text where something was covered. It tells nothing of what, not even how long it was. */
export const covered = '〔已隐去〕';

/** A text cut at its marks: pieces that stay, and what is covered between them. */
export type Segment =
  | { readonly kept: string }
  | { readonly removed: string; readonly kind: MarkKind };

export interface Cover extends Span {
  readonly kind: MarkKind;
}

function inOrder<S extends Span>(marks: readonly S[]): S[] {
  return [...marks].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Checks that marks lie in a text, hold something, do not share a sign and cut no character in half.
 * @throws Refusal `MARK_OUTSIDE`, `MARKS_OVERLAP`
 */
export function checkMarks(text: string, marks: readonly Span[]): void {
  const sorted = inOrder(marks);
  for (const [index, mark] of sorted.entries()) {
    const isInside = mark.start >= 0 && mark.start < mark.end && mark.end <= text.length;
    if (!isInside || cutsCharacter(text, mark.start) || cutsCharacter(text, mark.end))
      throw new Refusal('MARK_OUTSIDE');
    const next = sorted[index + 1];
    if (next !== undefined && overlaps(mark, next)) throw new Refusal('MARKS_OVERLAP');
  }
}

/** True between the two halves of a character outside the basic plane. */
function cutsCharacter(text: string, place: number): boolean {
  const point = place > 0 ? (text.codePointAt(place - 1) ?? 0) : 0;
  return place < text.length && point > 0xffff;
}

/** Cuts a text at its marks. @throws Refusal those of `checkMarks` */
export function cutAt(text: string, marks: readonly Cover[]): Segment[] {
  checkMarks(text, marks);
  const segments: Segment[] = [];
  let from = 0;
  for (const { start, end, kind } of inOrder(marks)) {
    segments.push({ kept: text.slice(from, start) }, { removed: text.slice(start, end), kind });
    from = end;
  }
  segments.push({ kept: text.slice(from) });
  return segments;
}

/** The text as it is published. @throws Refusal those of `checkMarks` */
export function cover(text: string, marks: readonly Cover[]): string {
  return cutAt(text, marks)
    .map((segment) => ('kept' in segment ? segment.kept : covered))
    .join('');
}

/** What the marks of a text cover, word for word. */
export function removedBy(text: string, marks: readonly Cover[]): string[] {
  return cutAt(text, marks).flatMap((segment) => ('removed' in segment ? [segment.removed] : []));
}

/**
 * Whether a published text is the signed one but for its marks: read along both, each piece outside the marks must be
 * there word for word, and at each mark nothing but the sign for what was covered.
 */
export function isSignedButForMarks(
  signed: string,
  shown: string,
  marks: readonly Cover[],
): boolean {
  let here = 0;
  let there = 0;
  for (const { start, end } of inOrder(marks)) {
    if (start < here || end <= start || end > signed.length) return false;
    const kept = signed.slice(here, start);
    if (!shown.startsWith(kept, there)) return false;
    there += kept.length;
    if (!shown.startsWith(covered, there)) return false;
    there += covered.length;
    here = end;
  }
  return shown.slice(there) === signed.slice(here);
}
