import { describe, expect, test } from '@jest/globals';
import type { Mail, MailPort } from '../../../workers/mail/port.ts';
import { Unrecoverable } from '../../../workers/platform/errors.ts';

/** One way of sending, and every letter that reached its other end, as it stands on the wire. */
export interface MailHarness {
  readonly port: MailPort;
  readonly letters: () => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

export function buildMail(given: Partial<Mail> = {}): Mail {
  return {
    noticeId: 'case-1:answered:citizen:mail',
    to: 'zhang@example.com',
    subject: '您的诉求有答复了（HY20261121-0001）',
    text: '您好：\n\n城市管理局已经答复您的诉求。',
    at: new Date('2026-11-21T02:00:00Z'),
    ...given,
  };
}

function headersOf(letter: string): string[] {
  const [head = ''] = letter.split('\r\n\r\n');
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

function textOf(letter: string): string {
  const body = letter.split('\r\n\r\n').slice(1).join('\r\n\r\n');
  return /Content-Transfer-Encoding: base64/i.test(letter)
    ? Buffer.from(body, 'base64').toString('utf8')
    : body;
}

/** What every way of sending has to do. */
export function mailSuite(start: () => Promise<MailHarness>): void {
  async function sent(...mails: Mail[]): Promise<string[]> {
    const harness = await start();
    try {
      for (const mail of mails) await harness.port.send(mail);
      return await harness.letters();
    } finally {
      await harness.stop();
    }
  }

  describe('sending a letter', () => {
    test('it arrives with its words, to its one recipient', async () => {
      const [letter = ''] = await sent(buildMail());

      expect(headersOf(letter)).toContain('To: zhang@example.com');
      expect(headersOf(letter)).toContain('Auto-Submitted: auto-generated');
      expect(textOf(letter)).toContain('城市管理局已经答复您的诉求。');
    });

    test('the same notice sent twice is known as one letter', async () => {
      const letters = await sent(buildMail(), buildMail({ text: 'second try' }));

      const ids = letters.map((letter) =>
        headersOf(letter).find((line) => /^message-id/i.test(line)),
      );
      expect(new Set(ids).size).toBe(1);
    });

    test('different notices are different letters', async () => {
      const letters = await sent(
        buildMail(),
        buildMail({ noticeId: 'case-2:answered:citizen:mail' }),
      );

      expect(letters).toHaveLength(2);
    });

    test.each(['\r\n', '\n', '\r', '\u2028', '\u0000'])(
      'a line break (%j) in the subject begins no header of its own',
      async (lineBreak) => {
        const subject = `答复${lineBreak}Bcc: spy@example.com${lineBreak}${lineBreak}<script>`;
        const [letter = ''] = await sent(buildMail({ subject }));

        expect(headersOf(letter).filter((line) => /^bcc:/i.test(line))).toEqual([]);
        expect(textOf(letter)).not.toContain('<script>');
      },
    );

    test.each([
      'a@example.com,b@example.com',
      'a@example.com\r\nBcc: b@example.com',
      '"a" <a@example.com>',
      'a@example.com b@example.com',
      'a',
      '',
    ])('%j is no address and cannot be written to, however often tried', async (to) => {
      const harness = await start();
      try {
        await expect(harness.port.send(buildMail({ to }))).rejects.toBeInstanceOf(Unrecoverable);
        expect(await harness.letters()).toEqual([]);
      } finally {
        await harness.stop();
      }
    });

    test('a line with a single dot stays in the text', async () => {
      const [letter = ''] = await sent(buildMail({ text: 'a\n.\nb' }));

      expect(textOf(letter).replace(/\r/g, '').trim()).toBe('a\n.\nb');
    });
  });
}
