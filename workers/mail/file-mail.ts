import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composeMail, nameOf } from './compose.ts';
import type { MailPort } from './port.ts';

function isThereAlready(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

/** Links the written file to its name: it appears whole or not at all, and the first one stays. */
async function appearOnce(folder: string, name: string, bytes: Buffer): Promise<void> {
  const draft = join(folder, `.${randomUUID()}`);
  await writeFile(draft, bytes, { mode: 0o600 });
  try {
    await link(draft, join(folder, name));
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes letters into a folder, one `.eml` file a notice: for installations without a mail server, and to look at. */
export function createFileMail(folder: string, from: string): MailPort {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (mail) => {
      const { message } = await composer.sendMail(composeMail(mail, from));
      const name = `${nameOf(mail.noticeId)}.eml`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await appearOnce(folder, name, Buffer.isBuffer(message) ? message : Buffer.from(''));
      return name;
    },
    close: async () => composer.close(),
  };
}
