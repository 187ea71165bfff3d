import type { MailRow } from '../../workers/store/mails.ts';
import type { MailItem, MailView } from './schema.ts';

/** A mail as a line of the list. */
export function presentMailItem(row: MailRow): MailItem {
  const { _id: id, state, reason, how, subject, arrivedAt, sentAt, caseId } = row;
  return {
    ...{ id, state, reason, how, subject, caseId },
    arrivedAt: arrivedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}

/** A mail with its words, for whoever decides on it. */
export function presentMail(row: MailRow): MailView {
  const { from, text, attachments, refusedFiles, ground } = row;
  return {
    ...presentMailItem(row),
    ...{ from, text, ground },
    attachments: attachments.map(({ name, size }) => ({ name, size })),
    refusedFiles: [...refusedFiles],
  };
}
