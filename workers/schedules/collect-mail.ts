import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { directMail } from '../../processes/intake/mail-setting.ts';
import { type AcceptMailDeps, acceptMail } from '../mail/incoming/accept-mail.ts';
import {
  largestMail,
  listTooLarge,
  type TakeMailDeps,
  takeMail,
} from '../mail/incoming/take-mail.ts';
import type { Now } from '../platform/clock.ts';
import { toError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { MailRow } from '../store/mails.ts';
import type { Stores } from '../store/stores.ts';

export interface CollectMailDeps extends TakeMailDeps, AcceptMailDeps, Pick<Stores, 'settings'> {
  /** Folder mails are dropped into as `.eml`, under another name first and then renamed. */
  readonly folder: string;
  readonly now: Now;
  readonly logger: Logger;
}

/** As many mails are taken in one run: the next one goes on. */
const mostPerRun = 100;
const setAside = 'set-aside';

async function filesIn(folder: string): Promise<string[]> {
  await mkdir(join(folder, setAside), { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
    .slice(0, mostPerRun);
}

/** The mail in a file; null for what is no file at all. Of one that is too large its size is enough to say so. */
async function take(deps: CollectMailDeps, name: string): Promise<MailRow | null> {
  const path = join(deps.folder, name);
  const arrival = { how: 'folder', at: deps.now() } as const;
  const about = await lstat(path);
  if (!about.isFile()) return null;
  return about.size > largestMail
    ? listTooLarge(deps, { name, size: about.size }, arrival)
    : takeMail(deps, await readFile(path), arrival);
}

async function accept(deps: CollectMailDeps, mail: MailRow): Promise<void> {
  const setting = directMail.safeParse(await deps.settings.find('mail-intake'));
  if (mail.state !== 'draft' || !setting.success || !setting.data.direct) return;
  const judged = { topic: 'other', subject: null, place: null, area: null, confidential: false };
  await acceptMail(deps, mail, judged, { at: deps.now() });
}

async function collect(deps: CollectMailDeps, name: string): Promise<void> {
  const path = join(deps.folder, name);
  const aside = join(deps.folder, setAside, name);
  const mail = await take(deps, name);
  if (mail !== null) await accept(deps, mail);
  // What was not taken whole stays as it came: a person may still need it.
  const isWhole = mail !== null && mail.reason === null && mail.refusedFiles.length === 0;
  await (isWhole ? rm(path) : rename(path, aside));
}

/**
 * Takes the mails that were dropped into the folder. One that cannot be taken now stays for the next run and keeps no
 * other waiting; one taken twice is one.
 */
export async function collectMail(deps: CollectMailDeps): Promise<void> {
  for (const name of await filesIn(deps.folder)) {
    try {
      await collect(deps, name);
    } catch (error) {
      deps.logger.warn('mail.not-collected', { error: toError(error) });
    }
  }
}
