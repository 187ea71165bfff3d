import type { Case } from '../../processes/complaint/case.ts';
import { covered } from '../../processes/publication/marks.ts';
import {
  type Mark,
  type Suggestion,
  sheetParts,
  suggestionsIn,
  type Texts,
} from '../../processes/publication/sheet.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import type { PublicFile, SheetRow } from '../../workers/store/publications.ts';
import type { PublicNote } from '../../workers/store/replies.ts';
import type { SheetView } from './schema.ts';

type Part = SheetView['parts'][number];
type Segment = Part['segments'][number];
type Placed = (Omit<Mark, 'state'> | Suggestion) & {
  readonly state: 'suggested' | 'covered' | 'kept';
};

function segmentsOf(text: string, places: readonly Placed[]): Segment[] {
  const segments: Segment[] = [];
  const put = (start: number, end: number, mark: Segment['mark']) => {
    if (start < end) segments.push({ start, end, text: text.slice(start, end), mark });
  };
  let from = 0;
  for (const { start, end, kind, state } of [...places].sort((a, b) => a.start - b.start)) {
    put(from, start, null);
    put(start, end, { kind, state });
    from = end;
  }
  put(from, text.length, null);
  return segments;
}

function readAs({ text, mark }: Segment): string {
  return mark === null || mark.state === 'kept' ? text : covered;
}

/** A file as people see it. */
export function presentFile({ id, name, type, size }: PublicFile) {
  return { id, name, type, size };
}

/** A note that stands with a published reply. */
export function presentNote({ kind, at, text }: PublicNote) {
  return { kind, at: at.toISOString(), text };
}

/** The texts of a sheet cut at their places, what is undecided, and what the public would read. */
export function presentTexts(
  texts: Texts,
  { marks }: Pick<SheetRow, 'marks'>,
): Pick<SheetView, 'parts' | 'preview' | 'undecided'> {
  const suggested = suggestionsIn(texts, marks).map(
    (one): Placed => ({ ...one, state: 'suggested' }),
  );
  const all: Placed[] = [...marks, ...suggested];
  const parts = sheetParts
    .filter((part) => texts[part] !== '')
    .map((part): Part => {
      const places = all.filter((one) => one.part === part);
      return { part, segments: segmentsOf(texts[part], places) };
    });
  return {
    parts,
    undecided: suggested.length,
    preview: parts.map(({ part, segments }) => ({ part, text: segments.map(readAs).join('') })),
  };
}

function textIn(entry: EntryRow | undefined, field: string): string | null {
  const text = entry?.fields[field];
  return typeof text === 'string' ? text : null;
}

/** The questions to other bodies with their answers; the texts are entries. */
export function presentConsents(
  { consents = [] }: Case,
  entries: readonly EntryRow[],
): SheetView['consents'] {
  const byId = new Map(entries.map((entry) => [entry._id, entry]));
  return consents.map(({ id, state, askedAt, endedAt }) => ({
    ...{ id, state },
    body: textIn(byId.get(id), 'otherBody') ?? '',
    question: textIn(byId.get(id), 'question') ?? '',
    answer: textIn(byId.get(`${id}:answer`), 'answer'),
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
