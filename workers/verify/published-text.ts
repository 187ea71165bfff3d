import { isProved } from '../../processes/publication/sheet.ts';
import type { CaseRow } from '../store/cases.ts';
import type { ComplaintRow } from '../store/complaints.ts';
import type { Store } from '../store/connect.ts';
import type { ReplyRow } from '../store/replies.ts';
import { shownDigestOf } from '../store/signed-item.ts';

/**
 * What the public reads of a case is the signed text but for the marked places, and it is what the log says was
 * published. One that joined another shows the lead's words, which are looked at with the lead.
 */
export async function publishedTextFaults(
  store: Store,
  { _id, number, reply }: CaseRow,
  kept: ReplyRow | null,
): Promise<string[]> {
  if (kept === null || kept.answeredWith !== undefined) return [];
  const { shown, fields } = kept;
  if (shown === undefined) {
    const isMissing = reply?.shownDigest !== undefined && reply.withdrawnAt === undefined;
    return isMissing ? [`${number}: what the public reads is gone`] : [];
  }
  const complaint = await store.rows<ComplaintRow>('complaints').findOne({ _id });
  const isKept = complaint !== null && complaint.erasedAt === null;
  const isSigned = !isKept || isProved({ subject: complaint.subject, fields }, shown, shown.marks);
  return [
    ...(isSigned ? [] : [`${number}: the public reads another text than the signed one`]),
    ...(shownDigestOf(shown) === reply?.shownDigest
      ? []
      : [`${number}: the public reads another text than the one that was published`]),
  ];
}
