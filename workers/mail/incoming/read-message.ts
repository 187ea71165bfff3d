import PostalMime, { type Address, type Email } from 'postal-mime';
import { type MailedFile, plainWords, type ReceivedMail } from '../../../processes/intake/mail.ts';
import { textOfHtml } from './html-text.ts';

/** A mail is read to this depth and no deeper: nobody writes so, and every level costs. */
const limits = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 2 };
const address = /^[^\s@<>()[\],;:\\"\p{C}]{1,64}@[^\s@<>()[\],;:\\"\p{C}]{1,190}$/u;

function oneLine(text: string, most: number): string {
  const line = plainWords(text).replace(/\s+/g, ' ');
  return Array.from(line).slice(0, most).join('');
}

function senderOf({ replyTo, from }: Email): ReceivedMail['from'] {
  const candidates: readonly (Address | undefined)[] = [...(replyTo ?? []), from];
  const found = candidates.find((one) => address.test(one?.address ?? ''));
  if (found?.address === undefined) return null;
  return { name: oneLine(found.name, 50), address: found.address.toLowerCase() };
}

function dateOf(text: string | undefined): Date | null {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

function bytesOf(content: Email['attachments'][number]['content']): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function filesOf({ attachments }: Email): MailedFile[] {
  return attachments.map(({ filename, content }) => ({
    name: filename ?? 'file',
    bytes: bytesOf(content),
  }));
}

/**
 * Reads a mail as it came off the wire. HTML becomes text; nothing in it is fetched.
 *
 * @throws Error when it is nested too deep or its headers are too long
 */
export async function readMessage(bytes: Uint8Array): Promise<ReceivedMail> {
  const email = await PostalMime.parse(bytes, limits);
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, value);
  return {
    messageId: email.messageId?.trim().slice(0, 500) || null,
    from: senderOf(email),
    subject: oneLine(email.subject ?? '', 100),
    text: plainWords(email.text || textOfHtml(email.html ?? '')),
    sentAt: dateOf(email.date),
    attachments: filesOf(email),
    headers,
  };
}
