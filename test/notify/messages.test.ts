import { describe, expect, test } from '@jest/globals';
import { noticeKinds } from '../../processes/notify/preferences.ts';
import { isPrivateAddress, readAddress } from '../../workers/notify/safe-request.ts';
import { signatureOf, signEvent } from '../../workers/notify/sign-event.ts';
import { writeDigest, writeMessage } from '../../workers/notify/write-message.ts';

const now = new Date('2026-11-20T10:00:00+08:00');
const deskUrl = 'https://hall.example/desk/';
const params = {
  number: 'HY20261120-0007',
  kind: 'done',
  dueAt: new Date('2026-11-24T00:00:00+08:00'),
  points: -0.5,
};

describe('a message to staff', () => {
  test.each(noticeKinds)('of kind %s is whole in both languages', (kind) => {
    for (const language of ['zh', 'en'] as const) {
      const { subject, text } = writeMessage({ kind, params }, { language, deskUrl, now });

      expect(`${subject}\n${text}`).not.toMatch(/\{\{|\}\}|undefined|message\./);
      expect(text).toContain(deskUrl);
    }
  });

  test('says a due date at midnight as 24:00 of the last day', () => {
    const { text } = writeMessage({ kind: 'warning', params }, { language: 'zh', deskUrl, now });

    expect(text).toContain('11月23日');
    expect(text).toContain('24:00');
  });

  test('of a kind nobody wrote words for says where to look', () => {
    const { subject } = writeMessage(
      { kind: 'some-kind-of-tomorrow', params },
      { language: 'zh', deskUrl, now },
    );

    expect(subject).toBe('办件 HY20261120-0007 有新通知');
  });

  test('a summary has a line for each notice', () => {
    const rows = [
      { kind: 'warning', params, at: now },
      { kind: 'overdue', params, at: now },
    ];
    const { subject, text } = writeDigest(rows, { language: 'en', deskUrl, now });

    expect(subject).toContain('2');
    expect(text).toContain('Case HY20261120-0007: answer is due soon');
    expect(text).toContain('Case HY20261120-0007: answer is overdue');
  });
});

describe('an event for a webhook', () => {
  const row = {
    ...{ _id: 'n:w', webhookId: 'w', kind: 'overdue', caseId: 'c1', eventId: 'n', at: now },
    ...{ tries: 0, lastTryAt: null, lastAnswer: null, sentAt: null },
    data: { number: 'HY20261120-0007' },
  };
  const signing = { secret: 'a secret', source: 'https://hall.example', now };

  test('is a CloudEvent with the same id at every try, signed with its time', () => {
    const first = signEvent(row, signing);
    const later = signEvent(row, { ...signing, now: new Date(now.getTime() + 60_000) });
    const seconds = Number(first.headers['x-huiying-timestamp']);

    expect(JSON.parse(first.body)).toMatchObject({
      ...{ specversion: '1.0', id: 'n', type: 'org.huiying.notice.overdue', subject: 'c1' },
      ...{ source: 'https://hall.example', data: { number: 'HY20261120-0007' } },
    });
    expect(seconds).toBe(now.getTime() / 1000);
    expect(first.headers['x-huiying-signature']).toBe(
      `sha256=${signatureOf('a secret', seconds, first.body)}`,
    );
    expect(JSON.parse(later.body).id).toBe('n');
    expect(later.headers['x-huiying-signature']).not.toBe(first.headers['x-huiying-signature']);
  });
});

describe('where a webhook may lead', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
    'no address',
  ])('not to %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('but to %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test.each([
    'http://hall.example/in',
    'https://user:secret@hall.example/in',
    'https://127.0.0.1/in',
    'https://2130706433/in',
    'https://[::1]/in',
    'file:///etc/passwd',
    'no address',
  ])('the address %s is refused', (text) => {
    expect(() => readAddress(text, false)).toThrow();
  });

  test('private addresses and plain HTTP only where the configuration allows them', () => {
    expect(readAddress('http://127.0.0.1:9000/in', true).port).toBe('9000');
    expect(readAddress('https://hall.example/in', false).host).toBe('hall.example');
  });
});
