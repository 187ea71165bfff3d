import { type Actor, theHouse } from '../../../processes/complaint/case.ts';
import type { MailReason } from '../../../processes/intake/mail.ts';
import zh from '../../../processes/language/zh/doors.json' with { type: 'json' };
import { Refusal } from '../../../processes/refusal.ts';
import { acceptComplaint, type IntakeDeps, type Receipt } from '../../store/intake.ts';
import type { MailRow } from '../../store/mails.ts';
import type { Stores } from '../../store/stores.ts';

export interface AcceptMailDeps
  extends Pick<
    Stores,
    | 'store'
    | 'cases'
    | 'complaints'
    | 'outbox'
    | 'numbers'
    | 'mails'
    | 'notices'
    | 'signatures'
    | 'entries'
  > {
  readonly trackingSecret: string;
}

/** What a clerk says of a mail that becomes a complaint. */
export interface Judged {
  readonly topic: string;
  /** Null: as the mail has it. */
  readonly subject: string | null;
  readonly place: string | null;
  readonly area: string | null;
  readonly confidential: boolean;
}

/** Whoever answers by itself is not written to: that would begin a loop. */
const unanswered: readonly (MailReason | null)[] = ['loop', 'bounce', 'automatic'];

function mayAnswer({ from, reason }: MailRow): boolean {
  return from !== null && !unanswered.includes(reason);
}

function submissionOf(mail: MailRow, { topic, subject, place, area, confidential }: Judged) {
  const { _id, from, text, sentAt, arrivedAt, attachments } = mail;
  const title = subject ?? (mail.subject || zh.mails.untitled);
  const name = from?.name || null;
  return {
    ...{ topic, subject: title, text: text || title, place, area, confidential },
    ...({ channel: 'email', language: 'zh', anonymous: false } as const),
    contact: mayAnswer(mail) ? { name, phone: null, email: from?.address ?? null } : null,
    ...{ attachments, postedAt: sentAt, collectedAt: arrivedAt, receivedAt: arrivedAt },
    idempotencyKey: `mail:${_id}`,
  };
}

/** The one receipt of a mail; its key lets it go out once. */
function tellReceipt(
  { notices, outbox }: AcceptMailDeps,
  at: Date,
): NonNullable<IntakeDeps['also']> {
  return async (tx, caseId) => {
    const _id = `${caseId}:mail-received:citizen:mail`;
    const to = { kind: 'citizen', id: caseId } as const;
    const notice = { caseId, kind: 'mail-received', to, channel: 'mail', params: {}, at } as const;
    await notices.putOnce(tx, { _id, ...notice, sentAt: null, receipt: null });
    await outbox.put(tx, at, caseId, [
      { key: `mail:${_id}`, told: { kind: 'mail', noticeId: _id } },
    ]);
  };
}

/**
 * Makes a mail a complaint, once: case, the mail's end as a draft and the receipt in one transaction. Its address is
 * the contact the answer goes to.
 *
 * @throws Refusal `MAIL_DECIDED` when somebody decided on it before
 */
export async function acceptMail(
  deps: AcceptMailDeps,
  mail: MailRow,
  judged: Judged,
  { at, by = theHouse }: { readonly at: Date; readonly by?: Actor },
): Promise<Pick<Receipt, 'caseId' | 'number'>> {
  if (mail.state !== 'draft' && mail.state !== 'set-aside') throw new Refusal('MAIL_DECIDED');
  const receipt = tellReceipt(deps, at);
  const also: NonNullable<IntakeDeps['also']> = async (tx, caseId) => {
    const isOurs = await deps.mails.accepted(tx, mail._id, caseId, by, at);
    if (!isOurs) throw new Refusal('MAIL_DECIDED');
    if (mayAnswer(mail)) await receipt(tx, caseId);
  };
  try {
    const { caseId, number } = await acceptComplaint(
      { ...deps, also },
      submissionOf(mail, judged),
      at,
      by,
    );
    return { caseId, number };
  } catch (error) {
    const isTaken = error instanceof Refusal && error.code === 'IDEMPOTENCY_KEY_REUSED';
    throw isTaken ? new Refusal('MAIL_DECIDED') : error;
  }
}
