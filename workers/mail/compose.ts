import type { SendMailOptions } from 'nodemailer';
import { Unrecoverable } from '../platform/errors.ts';
import type { Mail } from './port.ts';

const longestSubject = 200;
/** One address and nothing else: no list, no name, no line break, no comment. */
const address = /^[^\s@<>()[\],;:\\"\p{C}]{1,64}@[^\s@<>()[\],;:\\"\p{C}]{1,253}$/u;

/** A header holds one line: whatever would begin another becomes a blank. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return Array.from(line).slice(0, longestSubject).join('');
}

/** A notice id as part of a file name or message id: signs with a meaning of their own are written as their code. */
export function nameOf(noticeId: string): string {
  return encodeURIComponent(noticeId).replace(
    /[!'()*.~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The letter as it goes on the wire, the same for every way of sending. Its message id follows from the notice, so
 * that a letter sent twice is known as one.
 *
 * @throws Unrecoverable when the address is none that can be written to
 */
export function composeMail(mail: Mail, from: string): SendMailOptions {
  if (!address.test(mail.to)) throw new Unrecoverable('the address cannot be written to');
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') || 'localhost';
  return {
    from: oneLine(from),
    to: { name: '', address: mail.to },
    subject: oneLine(mail.subject),
    text: mail.text,
    date: mail.at,
    messageId: `<${nameOf(mail.noticeId).replaceAll('%', '=')}@${domain}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // Whatever comes back to us with this is our own.
      'X-Loop': oneLine(from),
    },
    // A text is a text: nothing in it names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
