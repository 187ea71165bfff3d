import type { Case } from '../../processes/complaint/case.ts';
import { publishedAnswer } from '../../processes/publication/published.ts';
import {
  coversOf,
  coverWords,
  type Item,
  type Mark,
  textsOf,
} from '../../processes/publication/sheet.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { checkKept } from './check-files.ts';
import { type Doer, entryOfMove } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import { eraseFiles, eraseReply } from './erase-case.ts';
import type { SheetFile, SheetRow } from './publications.ts';
import type { PublicNote } from './replies.ts';
import { forbiddenIn, type SheetDeps, sheetFor } from './sheets.ts';
import { sheetDigestOf, shownDigestOf, shownOf } from './signed-item.ts';
import { type StepDeps, takeStep } from './step.ts';
import type { Stores } from './stores.ts';

export type PublishedDeps = StepDeps & SheetDeps & Pick<Stores, 'replies'>;

/** How a published reply is to be shown otherwise. */
export interface Correction {
  /** Said beside the reply, for everybody. */
  readonly note: string;
  /** Words to be covered wherever they stand. */
  readonly cover: readonly string[];
  /** Files to be taken away. */
  readonly without: readonly string[];
}

/** What stands in public of a case: the item as it was signed, and the sheet it was shown by. */
async function publishedItem(deps: PublishedDeps, caseId: string) {
  const [current, reply, complaint, kept] = await Promise.all([
    deps.cases.find(caseId),
    deps.replies.find(caseId),
    deps.complaints.find(caseId),
    deps.publications.find(caseId),
  ]);
  if (current === null) throw new Refusal('CASE_UNKNOWN');
  publishedAnswer(current);
  if (reply === null || complaint === null) throw new Unrecoverable('the reply has no record');
  if (reply.answeredWith !== undefined)
    throw new Refusal('PUBLISHED_WITH_LEAD', { number: reply.answeredWith });
  const item: Item = { subject: complaint.subject, fields: reply.fields };
  return { current, item, sheet: sheetFor(caseId, reply.signedDigest, kept) };
}

interface Corrected {
  readonly sheet: SheetRow;
  readonly item: Item;
  readonly edition: number;
}

/** The reply as it would stand after a correction, its files read again. */
async function corrected(
  deps: PublishedDeps,
  caseId: string,
  { cover, without }: Correction,
): Promise<Corrected> {
  const { current, item, sheet } = await publishedItem(deps, caseId);
  if (current.erasedAt !== undefined) throw new Refusal('CASE_ERASED');
  const texts = textsOf(item);
  const marks: Mark[] = coverWords(texts, sheet.marks, cover);
  const files: SheetFile[] = sheet.files.filter(({ id }) => !without.includes(id));
  if (files.length !== sheet.files.length - new Set(without).size)
    throw new Refusal('ATTACHMENT_UNKNOWN');
  if (files.length > 0) await checkKept(deps, files, await forbiddenIn(deps, caseId, texts, marks));
  return { sheet: { ...sheet, marks, files }, item, edition: (current.reply?.edition ?? 1) + 1 };
}

/**
 * Shows a published reply otherwise: more of it covered, files taken away, or nothing but a note. Whoever corrects
 * answers the three questions again; the signed text stays what it is.
 *
 * @throws Refusal `NOT_PUBLISHED`, `PUBLISHED_WITH_LEAD`, `CASE_ERASED`, `WORD_NOT_THERE`, `ATTACHMENT_UNKNOWN`, `CHANGED_MEANWHILE`, those
 *   of `checkKept`, and what the action table refuses
 */
export async function correctReply(
  deps: PublishedDeps,
  { caseId, by, at }: Doer,
  correction: Correction,
): Promise<void> {
  const { sheet, item, edition } = await corrected(deps, caseId, correction);
  const digest = sheetDigestOf(sheet);
  const shown = shownOf(item, sheet);
  const note: PublicNote = { kind: 'corrected', at, text: correction.note };
  const entryId = `${caseId}:correction-${edition}`;
  const fields = { publicNote: correction.note, covered: coversOf(sheet.marks).length };
  const entry = entryOfMove(entryId, { caseId, by, at }, 'correct-publication', fields);
  await takeStep(deps, caseId, at, (current) => {
    const { edition: stands = 1 } = publishedAnswer(current);
    if (stands + 1 !== edition) throw new Refusal('CHANGED_MEANWHILE');
    const data = { edition, sheetDigest: digest, shownDigest: shownDigestOf(shown) };
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'correct-publication', at, by, data, digests }],
      also: async (tx) => {
        const closed = { at, by: by.userId, digest };
        if (!(await deps.publications.save({ ...sheet, closed }, tx)))
          throw new Refusal('CHANGED_MEANWHILE');
        await deps.entries.put(tx, entry);
        await deps.replies.correct(tx, { _id: caseId, number: current.number }, shown, note);
        await eraseAgain(deps, tx, current);
      },
    };
  });
  for (const id of correction.without) await deps.attachments.remove(id);
}

/**
 * Takes a published reply out of the public's sight; its page says so with the reason. The answer to the sender stands.
 * @throws Refusal `NOT_PUBLISHED`, `PUBLISHED_WITH_LEAD`, and what the action table refuses
 */
export async function withdrawReply(
  deps: PublishedDeps,
  { caseId, by, at }: Doer,
  reason: string,
): Promise<void> {
  const { current: before } = await publishedItem(deps, caseId);
  const note: PublicNote = { kind: 'withdrawn', at, text: reason };
  const entryId = `${caseId}:withdrawn-from-public`;
  const fields = { publicNote: reason };
  const entry = entryOfMove(entryId, { caseId, by, at }, 'withdraw-publication', fields);
  const digests = { [entryId]: entry.digest };
  await takeStep(deps, caseId, at, (current: Case) => {
    publishedAnswer(current);
    return {
      drafts: [{ type: 'withdraw-publication', at, by, data: {}, digests }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        await deps.replies.correct(tx, { _id: caseId, number: current.number }, null, note);
        await eraseAgain(deps, tx, current);
      },
    };
  });
  if (before.erasedAt !== undefined) await eraseFiles(deps, caseId);
}

/** Of an erased case stays what the public reads: once that is less, so does what stays. */
async function eraseAgain(
  deps: PublishedDeps,
  tx: Tx,
  { id, followers = [] }: Case,
): Promise<void> {
  for (const caseId of [id, ...followers.map((one) => one.caseId)]) {
    const { erasedAt } = await deps.cases.read(tx, caseId);
    if (erasedAt !== undefined) await eraseReply(deps, tx, caseId);
  }
}
