import { describe, expect, test } from '@jest/globals';
import { createDeliverMail, type DeliverMailDeps } from '../../workers/mail/deliver-mail.ts';
import type { Mail } from '../../workers/mail/port.ts';
import { Unrecoverable } from '../../workers/platform/errors.ts';
import type { ComplaintRow } from '../../workers/store/complaints.ts';
import type { NoticeRow } from '../../workers/store/notices.ts';
import { buildCase } from '../support/build-case.ts';

const now = new Date('2026-11-21T02:00:00Z');
const notice: NoticeRow = {
  _id: 'case-1:answered:citizen:mail',
  caseId: 'case-1',
  kind: 'answered',
  to: { kind: 'citizen', id: 'case-1' },
  channel: 'mail',
  params: {},
  at: now,
  sentAt: null,
  receipt: null,
};
const complaint: ComplaintRow = {
  _id: 'case-1',
  number: 'HY20261121-0001',
  idempotencyKey: 'key',
  bodyDigest: '',
  subject: '秘密的主题',
  text: '秘密的内容',
  place: null,
  area: null,
  topic: 'environment',
  channel: 'web',
  language: 'zh',
  contact: { name: '张三', phone: null, email: 'zhang@example.com' },
  anonymous: false,
  confidential: false,
  attachments: [],
  salt: '',
  digest: '',
  postedAt: null,
  collectedAt: now,
  receivedAt: now,
  source: null,
  erasedAt: null,
};

function buildHouse(given: { notice?: NoticeRow | null; complaint?: ComplaintRow | null } = {}) {
  const sent: Mail[] = [];
  const receipts: string[] = [];
  const deps: DeliverMailDeps = {
    notices: {
      find: async () => (given.notice === undefined ? notice : given.notice),
      sent: async (_noticeId, _at, receipt) => {
        receipts.push(receipt);
      },
    },
    complaints: {
      find: async () => (given.complaint === undefined ? complaint : given.complaint),
    },
    cases: {
      find: async () => buildCase(1),
    },
    entries: { newest: async () => null },
    units: { find: async () => null, list: async () => [] },
    settings: { find: async () => null },
    mail: {
      send: async (mail) => {
        sent.push(mail);
        return 'kept.eml';
      },
      close: async () => undefined,
    },
    publicUrl: 'https://huiying.example/',
    now: () => now,
  };
  return { deliver: createDeliverMail(deps), sent, receipts };
}

describe('carrying out a notice by letter', () => {
  test('goes to the address of the sender and keeps the proof of delivery', async () => {
    const { deliver, sent, receipts } = buildHouse();

    await deliver(notice._id);

    expect(sent).toMatchObject([{ to: 'zhang@example.com', noticeId: notice._id }]);
    expect(sent[0]?.text).toContain('https://huiying.example/track');
    expect(receipts).toEqual(['kept.eml']);
  });

  test('tells nothing of what the complaint says or who sent it', async () => {
    const { deliver, sent } = buildHouse();

    await deliver(notice._id);

    expect(JSON.stringify(sent)).not.toMatch(/秘密|张三/);
  });

  test('one that was sent is not sent again', async () => {
    const { deliver, sent } = buildHouse({ notice: { ...notice, sentAt: now } });

    await deliver(notice._id);

    expect(sent).toEqual([]);
  });

  test('where retention has erased the address nobody is written to, and that is noted', async () => {
    const { deliver, sent, receipts } = buildHouse({ complaint: { ...complaint, contact: null } });

    await deliver(notice._id);

    expect([sent, receipts]).toEqual([[], ['no-address']]);
  });

  test('a notice nobody knows, or without a letter, is given up at once', async () => {
    await expect(buildHouse({ notice: null }).deliver('x')).rejects.toBeInstanceOf(Unrecoverable);
    await expect(
      buildHouse({ notice: { ...notice, kind: 'unheard-of' } }).deliver('x'),
    ).rejects.toBeInstanceOf(Unrecoverable);
  });
});
