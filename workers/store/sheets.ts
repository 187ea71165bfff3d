import type { Actor, Case } from '../../processes/complaint/case.ts';
import { findPersonalData } from '../../processes/publication/personal-data.ts';
import {
  checkSheet,
  type Mark,
  removedFrom,
  sheetParts,
  type Texts,
  textsOf,
} from '../../processes/publication/sheet.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { GivenFile } from '../documents/read-published.ts';
import { checkFile, type Forbidden } from './check-files.ts';
import type { Contact } from './complaints.ts';
import type { SheetFile, SheetRow } from './publications.ts';
import { signedItem } from './signed-item.ts';
import type { Stores } from './stores.ts';

export type SheetDeps = Pick<
  Stores,
  'cases' | 'entries' | 'complaints' | 'publications' | 'attachments'
>;

/** Who works on the sheet of which case, on which version of it. */
export interface SheetWriter {
  readonly caseId: string;
  readonly version: number;
  readonly by: Actor;
  readonly at: Date;
}

export const mostPublicFiles = 10;

/** A sheet with the texts it is about. */
export interface OpenSheet {
  readonly row: SheetRow;
  readonly texts: Texts;
}

/** A sheet nobody has decided anything on yet; one about another text than the signed one counts for nothing. */
export function sheetFor(caseId: string, signedDigest: string, kept: SheetRow | null): SheetRow {
  const none = { marks: [], files: [], closed: null, signedDigest } as const;
  if (kept === null) return { _id: caseId, version: 0, ...none };
  return kept.signedDigest === signedDigest ? kept : { ...kept, ...none };
}

/** The sheet of a signed item. @throws Unrecoverable those of `signedItem` */
export async function openSheet(
  deps: SheetDeps,
  current: Pick<Case, 'id' | 'signedDigest'>,
): Promise<OpenSheet> {
  const { signedDigest, ...item } = await signedItem(deps, current);
  const kept = await deps.publications.find(current.id);
  return { row: sheetFor(current.id, signedDigest, kept), texts: textsOf(item) };
}

/** Nobody who sent a complaint is to be read in a file beside its answer. */
function sayWho(contact: Contact | null): string[] {
  const { name = null, phone = null, email = null } = contact ?? {};
  return [name, phone, email].flatMap((word) => word ?? []);
}

/** What a file beside an item may not hold. */
export async function forbiddenIn(
  { complaints }: Pick<SheetDeps, 'complaints'>,
  caseId: string,
  texts: Texts,
  marks: readonly Mark[],
): Promise<Forbidden> {
  const complaint = await complaints.find(caseId);
  const kept = sheetParts.flatMap((part) =>
    marks
      .filter((mark) => mark.part === part && mark.state === 'kept')
      .map(({ start, end }) => texts[part].slice(start, end)),
  );
  const removed = removedFrom(texts, marks);
  // A word somebody decided to show is no secret, even where a sender gave it as a name: «居民».
  const sender = sayWho(complaint?.contact ?? null).filter((word) => !kept.includes(word));
  const offices = findPersonalData(texts.contact)
    .map(({ start, end }) => texts.contact.slice(start, end))
    .filter((word) => !removed.includes(word));
  return { removed: [...removed, ...sender], kept: [...kept, ...offices] };
}

/** @throws Refusal `SHEET_CLOSED` before the signature and after the check; `CHANGED_MEANWHILE` */
async function readForWriting(deps: SheetDeps, { caseId, version }: SheetWriter) {
  const current = await deps.cases.find(caseId);
  if (current === null) throw new Refusal('CASE_UNKNOWN');
  if (current.status !== 'signed' || current.mayPublish !== null) throw new Refusal('SHEET_CLOSED');
  const sheet = await openSheet(deps, current);
  if (sheet.row.version !== version) throw new Refusal('CHANGED_MEANWHILE');
  return sheet;
}

async function save(deps: SheetDeps, row: SheetRow): Promise<void> {
  if (!(await deps.publications.save(row))) throw new Refusal('CHANGED_MEANWHILE');
}

/**
 * Keeps what somebody decided on: every place, covered or to be shown.
 * @throws Refusal `MARK_OUTSIDE`, `MARKS_OVERLAP`, `SHEET_CLOSED`, `CHANGED_MEANWHILE`
 */
export async function decideMarks(
  deps: SheetDeps,
  writer: SheetWriter,
  marks: readonly Mark[],
): Promise<void> {
  const { row, texts } = await readForWriting(deps, writer);
  checkSheet(texts, marks);
  await save(deps, { ...row, marks });
}

/**
 * Puts a file beside the item, read again as it will be downloaded; a picture loses its metadata here.
 * @throws Refusal those of `checkFile`; `TOO_MANY_FILES`, `SHEET_CLOSED`, `CHANGED_MEANWHILE`
 */
export async function addPublicFile(
  deps: SheetDeps,
  writer: SheetWriter,
  file: GivenFile & { readonly lookedAt: boolean },
): Promise<void> {
  const { row, texts } = await readForWriting(deps, writer);
  if (row.files.length >= mostPublicFiles) throw new Refusal('TOO_MANY_FILES');
  const { lookedAt, ...given } = file;
  const forbidden = await forbiddenIn(deps, writer.caseId, texts, row.marks);
  const { bytes, readings } = await checkFile(given, forbidden, lookedAt);
  const told = readings
    .filter(({ place, text }) => place.startsWith('metadata:') && text.trim() !== '')
    .map(({ place, text }) => ({
      field: place.slice('metadata:'.length),
      text: text.slice(0, 200),
    }));
  const kept = await deps.attachments.save({ ...given, bytes });
  const added: SheetFile = {
    ...kept,
    ...{ lookedAt, told: told.slice(0, 20), addedAt: writer.at, addedBy: writer.by.userId },
  };
  try {
    await save(deps, { ...row, files: [...row.files, added] });
  } catch (error) {
    await deps.attachments.remove(kept.id);
    throw error;
  }
}

/** Takes a file away again. @throws Refusal `ATTACHMENT_UNKNOWN`, `SHEET_CLOSED`, `CHANGED_MEANWHILE` */
export async function dropPublicFile(
  deps: SheetDeps,
  writer: SheetWriter,
  fileId: string,
): Promise<void> {
  const { row } = await readForWriting(deps, writer);
  const files = row.files.filter(({ id }) => id !== fileId);
  if (files.length === row.files.length) throw new Refusal('ATTACHMENT_UNKNOWN');
  await save(deps, { ...row, files });
  await deps.attachments.remove(fileId);
}
