import { describe, expect, test } from '@jest/globals';
import { createSmtpMail } from '../../workers/mail/smtp-mail.ts';
import { buildMail, type MailHarness, mailSuite } from '../support/suites/mail-suite.ts';
import { startSmtpServer } from './smtp-server.ts';

async function startSmtpMail(): Promise<MailHarness> {
  const server = await startSmtpServer();
  const port = createSmtpMail(server.url, 'huiying@example.com');
  return {
    port,
    letters: async () => server.letters.map(({ message }) => message),
    stop: async () => {
      await port.close();
      await server.stop();
    },
  };
}

mailSuite(startSmtpMail);

describe('letters through a mail server', () => {
  test('the server is told one recipient', async () => {
    const server = await startSmtpServer();
    const port = createSmtpMail(server.url, 'huiying@example.com');

    await port.send(buildMail());

    expect(server.letters.map(({ recipients }) => recipients)).toEqual([['zhang@example.com']]);
    await port.close();
    await server.stop();
  });

  test('a server that is away is no final word: it can be tried again', async () => {
    const server = await startSmtpServer();
    const port = createSmtpMail(server.url, 'huiying@example.com');
    await server.stop();

    await expect(port.send(buildMail())).rejects.not.toHaveProperty('name', 'Unrecoverable');
    await port.close();
  });
});
