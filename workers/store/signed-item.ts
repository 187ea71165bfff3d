import { canonicalJson } from '../../processes/canonical-json.ts';
import type { Case } from '../../processes/complaint/case.ts';
import { replyFields } from '../../processes/complaint/contract.ts';
import { coversOf, type Item, isProved, shownItem } from '../../processes/publication/sheet.ts';
import { saltedDigest, sha256 } from '../platform/digest.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from './connect.ts';
import type { PublicFile, SheetRow } from './publications.ts';
import type { Shown } from './replies.ts';
import type { Stores } from './stores.ts';

/**
 * What was signed for a case, proved by its digest, with the subject it is published under.
 * @throws Unrecoverable when there is no draft, or it is not what was signed
 */
export async function signedItem(
  { entries, complaints }: Pick<Stores, 'entries' | 'complaints'>,
  current: Pick<Case, 'id' | 'signedDigest'>,
  tx?: Tx,
): Promise<Item & { readonly signedDigest: string }> {
  const draft = await entries.newest(current.id, 'draft', tx);
  const complaint = await complaints.find(current.id);
  if (draft === null || complaint === null) throw new Unrecoverable('there is no draft to publish');
  const signedDigest = saltedDigest(draft.salt, canonicalJson(draft.fields));
  if (signedDigest !== current.signedDigest)
    throw new Unrecoverable('the draft is not the text that was signed');
  return { subject: complaint.subject, fields: replyFields.parse(draft.fields), signedDigest };
}

/** What binds a decision on an item: the signed text, each place decided on, each file by its bytes. */
export function sheetDigestOf({
  signedDigest,
  marks,
  files,
}: Pick<SheetRow, 'signedDigest' | 'marks' | 'files'>): string {
  const hashes = files.map(({ sha256: hash }) => hash);
  return sha256(canonicalJson({ signedDigest, marks, files: hashes }));
}

/** The digest of what the public reads. */
export function shownDigestOf({ subject, fields, files }: Omit<Shown, 'marks'>): string {
  const named = files.map(({ name, sha256: hash }) => ({ name, sha256: hash }));
  return sha256(canonicalJson({ subject, fields, files: named }));
}

/**
 * What the public reads of an item.
 * @throws Unrecoverable when it is not the signed text but for its marks
 */
export function shownOf(item: Item, sheet: Pick<SheetRow, 'marks' | 'files'>): Shown {
  const { subject, fields } = item;
  const shown = shownItem({ subject, fields }, sheet.marks);
  if (!isProved(item, shown, sheet.marks))
    throw new Unrecoverable('what would be published is not the signed text');
  const files = sheet.files.map(
    ({ id, name, type, size, sha256: hash }): PublicFile => ({
      ...{ id, name, type, size, sha256: hash },
    }),
  );
  return { ...shown, files, marks: coversOf(sheet.marks) };
}
