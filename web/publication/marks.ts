import type { SheetView } from '../../api/publications/schema.ts';

type Part = SheetView['parts'][number];
type Segment = Part['segments'][number];
export type PartName = Part['part'];
export type Kind = NonNullable<Segment['mark']>['kind'];

/** A piece of a text that is marked, or suggested to be. */
export interface Place {
  readonly part: PartName;
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly state: 'suggested' | 'covered' | 'kept';
  readonly text: string;
}

export interface DecidedMark extends Omit<Place, 'state' | 'text'> {
  readonly state: 'covered' | 'kept';
}

/** Every marked or suggested place of a sheet, in the order of its texts. */
export function placesOf(view: Pick<SheetView, 'parts'>): Place[] {
  return view.parts.flatMap(({ part, segments }) =>
    segments.flatMap(({ start, end, text, mark }) =>
      mark === null ? [] : [{ part, start, end, text, ...mark }],
    ),
  );
}

function decided(places: readonly Place[]): DecidedMark[] {
  return places.flatMap(({ part, start, end, kind, state }) =>
    state === 'suggested' ? [] : [{ part, start, end, kind, state }],
  );
}

type Span = Pick<Place, 'part' | 'start' | 'end'>;
const meets = (a: Span, b: Span) => a.part === b.part && a.start < b.end && b.start < a.end;

/** The decisions with some more; where they meet, the new one stands. */
export function withMarks(places: readonly Place[], added: readonly DecidedMark[]): DecidedMark[] {
  const before = decided(places).filter((mark) => !added.some((one) => meets(mark, one)));
  return [...before, ...added];
}

/** The decisions without those on one place. */
export function withoutMark(places: readonly Place[], gone: Span): DecidedMark[] {
  return decided(places).filter((mark) => !meets(mark, gone));
}

/** Every place where words stand and are not covered yet. */
export function findWords(
  view: Pick<SheetView, 'parts'>,
  words: string,
  kind: Kind,
): DecidedMark[] {
  const covers = placesOf(view).filter(({ state }) => state === 'covered');
  return view.parts.flatMap(({ part, segments }) => {
    const text = segments.map((segment) => segment.text).join('');
    const found: DecidedMark[] = [];
    for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
      const one = { part, start, end: start + words.length, kind, state: 'covered' } as const;
      if (![...found, ...covers].some((mark) => meets(mark, one))) found.push(one);
    }
    return found;
  });
}

function placeIn(node: Node, offset: number): { part: string; at: number } | null {
  const element = node instanceof Element ? node : node.parentElement;
  const segment = element?.closest<HTMLElement>('[data-start]');
  const { part, start } = segment?.dataset ?? {};
  if (part === undefined || start === undefined) return null;
  return { part, at: Number(start) + (node instanceof Element ? 0 : offset) };
}

/** What is selected in the texts, as a mark; null when the selection is empty or reaches beyond one text. */
export function selectedMark(
  view: Pick<SheetView, 'parts'>,
  selection: Selection | null,
  kind: Kind,
): DecidedMark | null {
  if (selection === null || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const from = placeIn(range.startContainer, range.startOffset);
  const to = placeIn(range.endContainer, range.endOffset);
  const part = view.parts.find((one) => one.part === from?.part);
  if (from === null || part === undefined) return null;
  const end = to !== null && to.part === part.part ? to.at : (part.segments.at(-1)?.end ?? 0);
  if (end <= from.at) return null;
  return { part: part.part, start: from.at, end, kind, state: 'covered' };
}
