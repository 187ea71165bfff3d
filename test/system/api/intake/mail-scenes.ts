import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { acceptMail } from '../../../../workers/mail/incoming/accept-mail.ts';
import { collectMail } from '../../../../workers/schedules/collect-mail.ts';
import { buildMail, buildParts } from '../../../mail/incoming/build-mail.ts';
import { createKeptLog } from '../../../support/quiet-logger.ts';
import type { ApiHouse } from '../start-api.ts';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const file = (name: string, type: string, content: string) =>
  `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}`;
const words = 'Content-Type: text/plain; charset=utf-8\r\n\r\n路灯三天不亮，见照片。';

/** Mails as they come in by upload and by the watched folder. */
export function mailScenes(house: () => ApiHouse): void {
  const upload = async (bytes: Buffer) =>
    (await house().signIn('clerk')).post('/api/v1/mails').attach('file', bytes, 'a.eml');
  const folder = () => join(house().deps.config.DATA_DIR, 'mail-in');
  const collect = () =>
    collectMail({
      ...{ ...house().deps, own: 'huiying@localhost', folder: folder() },
      ...{ trackingSecret: house().deps.config.TRACKING_SECRET, logger: createKeptLog() },
    });
  async function drop(name: string, bytes: Buffer): Promise<void> {
    await mkdir(folder(), { recursive: true });
    await writeFile(join(folder(), name), bytes);
  }
  const complaints = () => house().deps.store.rows('complaints').countDocuments({});

  describe('a mail that is uploaded', () => {
    test('is a draft until a clerk makes it a complaint, once, with one receipt', async () => {
      const bytes = buildParts([
        words,
        file('a.png', 'image/png', png),
        file('b.exe', 'image/png', 'TVqQAAMAAAA='),
      ]);
      const made = await upload(bytes);
      const again = await upload(bytes);
      expect([made.status, made.body.state, again.body.id]).toEqual([201, 'draft', made.body.id]);
      expect(made.body.refusedFiles).toEqual([
        expect.objectContaining({ problem: 'FILE_TYPE_REFUSED' }),
      ]);

      const clerk = await house().signIn('clerk');
      const accept = () =>
        clerk.post(`/api/v1/mails/${made.body.id}/acceptance`).send({ topic: 'environment' });
      const [first, second] = [await accept(), await accept()];

      expect([first.status, second.status]).toEqual([201, 409]);
      const kept = await house().deps.complaints.find(first.body.caseId);
      expect(kept).toMatchObject({
        ...{ channel: 'email', subject: '路灯不亮', text: '路灯三天不亮，见照片。' },
        contact: { name: '张三', email: 'zhang.san@example.org' },
        attachments: [expect.objectContaining({ name: 'a.png', type: 'image/png' })],
      });
      const told = await house().deps.notices.ofCase(first.body.caseId);
      expect(told.map(({ kind, channel }) => `${kind} ${channel}`)).toEqual(['mail-received mail']);
      const left = (await clerk.get(`/api/v1/mails/${made.body.id}`)).body;
      expect(left).toMatchObject({
        state: 'accepted',
        text: '',
        from: null,
        caseId: first.body.caseId,
      });
    });

    test('of no citizen is listed with its reason, and dismissed with a ground', async () => {
      const before = await complaints();
      const bounced = await upload(buildMail({ 'Return-Path': '<>', 'Message-ID': '<bounce@x>' }));
      const broken = await upload(Buffer.from('\u0000\u0001not a mail at all'));
      const clerk = await house().signIn('clerk');

      const listed = (await clerk.get('/api/v1/mails?state=set-aside')).body.items;
      expect(listed).toContainEqual(
        expect.objectContaining({ id: bounced.body.id, reason: 'bounce' }),
      );
      expect(broken.body.state).toBe('set-aside');
      const dismiss = () =>
        clerk.post(`/api/v1/mails/${bounced.body.id}/dismissal`).send({ ground: '退信' });
      expect((await dismiss()).body).toMatchObject({ state: 'dismissed', ground: '退信' });
      expect((await dismiss()).status).toBe(409);
      expect(await complaints()).toBe(before);
    });

    test('dismissed while somebody else makes it a complaint stays dismissed, and no case is opened', async () => {
      const made = await upload(buildMail({ 'Message-ID': '<both@x>' }));
      const read = await house().deps.mails.find(made.body.id);
      if (read === null) throw new Error('the mail is not there');
      const clerk = await house().signIn('clerk');
      const before = await complaints();
      await clerk.post(`/api/v1/mails/${made.body.id}/dismissal`).send({ ground: '重复来信' });

      const { TRACKING_SECRET: trackingSecret } = house().deps.config;
      const judged = {
        ...{ topic: 'environment', subject: null, place: null, area: null },
        confidential: false,
      } as const;
      const accepted = acceptMail({ ...house().deps, trackingSecret }, read, judged, {
        at: new Date(),
      });

      await expect(accepted).rejects.toThrow('MAIL_DECIDED');
      expect(await complaints()).toBe(before);
      expect((await house().deps.mails.find(made.body.id))?.state).toBe('dismissed');
    });

    test('one address is not taken more than a few dozen times a day', async () => {
      const states: string[] = [];
      for (let n = 0; n < 32; n += 1) {
        const from = { From: 'bomb@example.org', 'Message-ID': `<bomb-${n}@x>` };
        await drop(`bomb-${n}.eml`, buildMail(from, `第 ${n} 封`));
      }
      await collect();
      for (const { state, reason, from } of await house().deps.mails.list('set-aside', 200))
        if (from?.address === 'bomb@example.org') states.push(`${state} ${reason}`);

      expect(states).toEqual(['set-aside flood', 'set-aside flood']);
    });
  });

  describe('a mail dropped into the folder', () => {
    test('is a draft and leaves the folder; what was set aside stays beside it', async () => {
      await drop('one.eml', buildMail({ 'Message-ID': '<folder-1@x>' }));
      await drop(
        'two.eml',
        buildMail({ 'Message-ID': '<folder-2@x>', 'Auto-Submitted': 'auto-replied' }),
      );
      await drop('.half.eml', buildMail());

      await collect();
      await collect();

      expect((await readdir(folder())).sort()).toEqual(['.half.eml', 'set-aside']);
      await access(join(folder(), 'set-aside', 'two.eml'));
      const drafts = await house().deps.mails.list('draft', 200);
      expect(
        drafts.filter(({ text, how }) => how === 'folder' && text.includes('请尽快修好')),
      ).toHaveLength(1);
    });

    test('is a complaint at once where the folder is the public mailbox', async () => {
      const office = await house().signIn('office');
      await office.put('/api/v1/mail-intake').send({ direct: true });
      const before = await complaints();
      const bytes = buildMail({ 'Message-ID': '<direct@x>', From: 'li.si@example.org' });
      await drop('direct.eml', bytes);
      await collect();
      await drop('direct-again.eml', bytes);
      await collect();

      expect(await complaints()).toBe(before + 1);
      await office.put('/api/v1/mail-intake').send({ direct: false });
    });
  });
}
