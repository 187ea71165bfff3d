import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createFileMail } from '../../workers/mail/file-mail.ts';
import { buildMail, type MailHarness, mailSuite } from '../support/suites/mail-suite.ts';

async function startFileMail(): Promise<MailHarness & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'huiying-mail-'));
  const port = createFileMail(join(folder, 'mail'), 'huiying@example.com');
  const names = () => readdir(join(folder, 'mail')).catch(() => []);
  return {
    port,
    folder: join(folder, 'mail'),
    letters: async () =>
      Promise.all((await names()).map((name) => readFile(join(folder, 'mail', name), 'utf8'))),
    stop: async () => {
      await port.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

mailSuite(startFileMail);

describe('letters in a folder', () => {
  test('one notice is one file; the first one stays, whoever comes second', async () => {
    const harness = await startFileMail();

    await Promise.all(
      ['one', 'two', 'three'].map((text) => harness.port.send(buildMail({ text }))),
    );
    await harness.port.send(buildMail({ text: 'four' }));

    expect(await readdir(harness.folder)).toEqual(['case-1%3Aanswered%3Acitizen%3Amail.eml']);
    expect((await harness.letters()).join()).not.toContain('four');
    await harness.stop();
  });

  test('a notice id is no path', async () => {
    const harness = await startFileMail();

    await harness.port.send(buildMail({ noticeId: '../../x' }));

    expect(await readdir(harness.folder)).toEqual(['%2E%2E%2F%2E%2E%2Fx.eml']);
    await harness.stop();
  });
});
