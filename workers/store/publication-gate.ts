import type { ActionDraft, Case } from '../../processes/complaint/case.ts';
import { checkDecided, coversOf } from '../../processes/publication/sheet.ts';
import { Refusal } from '../../processes/refusal.ts';
import { checkKept } from './check-files.ts';
import type { Tx } from './connect.ts';
import type { SheetRow } from './publications.ts';
import { forbiddenIn, openSheet, type SheetDeps } from './sheets.ts';
import { sheetDigestOf } from './signed-item.ts';

/** A sheet that was found to be in order, as it was read. */
export interface PassedSheet {
  readonly row: SheetRow;
  readonly digest: string;
}

/**
 * The gate of an item: every suggestion decided on, and every file read again without a trace of what was covered.
 *
 * @throws Refusal `MARKS_UNDECIDED`; those of `checkKept`
 */
export async function passGate(deps: SheetDeps, current: Case): Promise<PassedSheet> {
  const { row, texts } = await openSheet(deps, current);
  checkDecided(texts, row.marks);
  if (row.files.length > 0)
    await checkKept(deps, row.files, await forbiddenIn(deps, current.id, texts, row.marks));
  return { row, digest: sheetDigestOf(row) };
}

/** The check with what it let pass; without a sheet it lets nothing pass. */
export function withSheet(draft: ActionDraft, passed: PassedSheet | null): ActionDraft {
  if (draft.type !== 'check' || !draft.data.mayPublish) return draft;
  // The case has changed since the gate was looked at: the answers have to be given again.
  if (passed === null) throw new Refusal('CHANGED_MEANWHILE');
  const covered = coversOf(passed.row.marks).length;
  return { ...draft, data: { ...draft.data, sheetDigest: passed.digest, covered } };
}

/** Closes a sheet with its check. @throws Refusal `CHANGED_MEANWHILE` when it is not the one that was looked at */
export async function closeSheet(
  { publications }: Pick<SheetDeps, 'publications'>,
  tx: Tx,
  { row, digest }: PassedSheet,
  { at, by }: Pick<ActionDraft, 'at' | 'by'>,
): Promise<void> {
  const kept = await publications.find(row._id, tx);
  if ((kept?.version ?? 0) !== row.version) throw new Refusal('CHANGED_MEANWHILE');
  const closed = { at, by: by.userId, digest };
  if (!(await publications.save({ ...row, closed }, tx))) throw new Refusal('CHANGED_MEANWHILE');
}
