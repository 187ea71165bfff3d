/** A mail as it reached the house, as far as it decides what becomes of it. */
export interface ReceivedMail {
  readonly messageId: string | null;
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date | null;
  readonly attachments: readonly MailedFile[];
  /** By lower-case name, the first of each; the values as they stand. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface MailedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why a mail is listed and not taken for a complaint. */
export const mailReasons = [
  'loop',
  'bounce',
  'automatic',
  'list',
  'no-sender',
  'empty',
  'flood',
  'unreadable',
  'too-large',
] as const;
export type MailReason = (typeof mailReasons)[number];

/** The longest text of a mail that is taken, in characters; whoever writes more sends a file. */
export const longestMail = 50_000;
/** As many mails of one address are taken in a day. */
export const mostMailsPerDay = 30;

const says = (mail: ReceivedMail, header: string) =>
  (mail.headers.get(header) ?? '').trim().toLowerCase();

function isLoop(mail: ReceivedMail, own: string): boolean {
  return mail.from?.address === own || says(mail, 'x-loop').includes(own);
}

/** Delivery reports come from nobody: RFC 3464 and RFC 5321 give them an empty return path. */
function isBounce(mail: ReceivedMail): boolean {
  const user = mail.from?.address.split('@')[0] ?? '';
  return (
    says(mail, 'return-path').replace(/\s/g, '') === '<>' ||
    says(mail, 'content-type').startsWith('multipart/report') ||
    mail.headers.has('x-failed-recipients') ||
    ['mailer-daemon', 'postmaster'].includes(user)
  );
}

/** RFC 3834: whatever answers by itself says so, and nobody answers it. */
function isAutomatic(mail: ReceivedMail): boolean {
  const submitted = says(mail, 'auto-submitted').split(';')[0]?.trim() ?? '';
  return (
    (submitted !== '' && submitted !== 'no') ||
    mail.headers.has('x-autoreply') ||
    mail.headers.has('x-autorespond') ||
    says(mail, 'precedence') === 'auto_reply'
  );
}

function isOfAList(mail: ReceivedMail): boolean {
  return ['bulk', 'list', 'junk'].includes(says(mail, 'precedence')) || mail.headers.has('list-id');
}

/**
 * Why a mail is not taken for a complaint; null when it is one. Loops are looked for first: they must never be answered.
 *
 * @param own address the house writes from, in lower case
 */
export function whyNoComplaint(mail: ReceivedMail, own: string): MailReason | null {
  if (isLoop(mail, own)) return 'loop';
  if (isBounce(mail)) return 'bounce';
  if (isAutomatic(mail)) return 'automatic';
  if (isOfAList(mail)) return 'list';
  if (mail.from === null) return 'no-sender';
  if (mail.text.length > longestMail) return 'too-large';
  const isEmpty = mail.subject === '' && mail.text === '' && mail.attachments.length === 0;
  return isEmpty ? 'empty' : null;
}

const unprintable = /[^\P{Cc}\t\n]|[\u2028\u2029]|\p{Surrogate}/gu;

/** The words of a mail as a complaint keeps them: one kind of line break, no sign that nobody sees. */
export function plainWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unprintable, '').trim();
}
