import { createTransport } from 'nodemailer';
import { composeMail } from './compose.ts';
import type { MailPort } from './port.ts';

const patienceMs = 15_000;

/**
 * Sends letters through a mail server.
 *
 * @param url `smtp://user:password@host:port` or `smtps://…`
 */
export function createSmtpMail(url: string, from: string): MailPort {
  const transport = createTransport({
    url,
    pool: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
  });
  return {
    send: async (mail) => (await transport.sendMail(composeMail(mail, from))).messageId,
    close: async () => transport.close(),
  };
}
