import { describe, expect, test } from '@jest/globals';
import { whyNoComplaint } from '../../../processes/intake/mail.ts';
import { textOfHtml } from '../../../workers/mail/incoming/html-text.ts';
import { readMessage } from '../../../workers/mail/incoming/read-message.ts';
import { buildMail, buildParts } from './build-mail.ts';

const own = 'mailbox@city.example';
const reasonFor = async (bytes: Buffer) => whyNoComplaint(await readMessage(bytes), own);

describe('a mail', () => {
  test('is read with its sender, words and time', async () => {
    expect(await readMessage(buildMail())).toMatchObject({
      messageId: '<1@example.org>',
      from: { name: '张三', address: 'zhang.san@example.org' },
      subject: '路灯不亮',
      text: '路灯三天不亮，请尽快修好。',
      sentAt: new Date('2026-11-20T01:00:00Z'),
    });
  });

  test('in GBK is read as it was written', async () => {
    const bytes = Buffer.concat([
      buildMail({ 'Content-Type': 'text/plain; charset=gbk' }, ''),
      Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]),
    ]);

    expect((await readMessage(bytes)).text).toBe('路灯');
  });

  test('of HTML whose head is never ended keeps its words', () => {
    const html = '<html><head><meta charset="utf-8"><title>信</title><body><p>路灯不亮</p></body>';

    expect(textOfHtml(html).trim()).toBe('路灯不亮');
  });

  test('of HTML alone becomes text, and nothing of it runs or is fetched', async () => {
    const html =
      '<p>路灯<b>不亮</b></p><script>alert(1)</script><img src="http://x.example/t.gif">';
    const { text } = await readMessage(
      buildMail({ 'Content-Type': 'text/html; charset=utf-8' }, html),
    );

    expect(text).toContain('路灯');
    expect(text).toContain('不亮');
    expect(text).not.toMatch(/<|alert\(1\)/);
  });

  test('of HTML is read in a time that grows with its length and no more', () => {
    const bombs = [
      '<'.repeat(400_000),
      '<!--'.repeat(100_000),
      ' '.repeat(400_000),
      '<b'.repeat(200_000),
    ];

    for (const html of [...bombs, `${'<p>'.repeat(100_000)}&lt;&#20320;&bogus;`]) {
      const begun = performance.now();
      textOfHtml(html);
      expect(performance.now() - begun).toBeLessThan(2000);
    }
    expect(textOfHtml('<p>a &lt;b&gt;</p>\n<p>&#20320;&#xd800;</p><!-- x -->c')).toBe(
      'a <b>\n你\nc',
    );
  });

  test('keeps its files apart from its words', async () => {
    const mail = await readMessage(
      buildParts([
        'Content-Type: text/plain; charset=utf-8\r\n\r\n见照片。',
        'Content-Type: image/png; name="a.png"\r\nContent-Disposition: attachment; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
      ]),
    );

    expect(mail.text).toBe('见照片。');
    expect(mail.attachments.map(({ name, bytes }) => [name, bytes.byteLength])).toEqual([
      ['a.png', 8],
    ]);
  });

  test('loses signs that forge lines', async () => {
    const { subject } = await readMessage(buildMail({ Subject: '=?UTF-8?Q?a=0D=0ABcc:_x?=' }));

    expect(subject).toBe('a Bcc: x');
  });
});

describe('what is no complaint', () => {
  test('a letter of a citizen is one', async () => {
    expect(await reasonFor(buildMail())).toBeNull();
    expect(await reasonFor(buildMail({ 'Auto-Submitted': 'no' }))).toBeNull();
  });

  test.each([
    ['sent by the house', { From: `办公室 <${own.toUpperCase()}>` }, 'loop'],
    ['come back from the house', { 'X-Loop': own, 'Auto-Submitted': 'auto-replied' }, 'loop'],
    ['from nobody', { 'Return-Path': '<>' }, 'bounce'],
    ['of a mail server', { From: 'MAILER-DAEMON@mx.example.org' }, 'bounce'],
    ['a delivery report', { 'Content-Type': 'multipart/report; boundary=b' }, 'bounce'],
    ['an absence note', { 'Auto-Submitted': 'auto-replied (vacation)' }, 'automatic'],
    ['of a list', { 'List-Id': '<news.example.org>' }, 'list'],
    ['in bulk', { Precedence: 'bulk' }, 'list'],
    ['without a sender', { From: null }, 'no-sender'],
    ['with a sender that is no address', { From: 'a@b@c' }, 'no-sender'],
  ])('%s', async (_what, headers, reason) => {
    expect(await reasonFor(buildMail(headers))).toBe(reason);
  });

  test('nothing at all, and more than anybody reads', async () => {
    expect(await reasonFor(buildMail({ Subject: null }, ''))).toBe('empty');
    expect(await reasonFor(buildMail({}, '长'.repeat(50_001)))).toBe('too-large');
  });

  test('parts within parts without end are not read', async () => {
    const nested = Array.from({ length: 200 }, (_, n) => {
      return `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`;
    }).join('');

    await expect(
      readMessage(buildMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, `--b\r\n${nested}`)),
    ).rejects.toThrow();
  });
});
