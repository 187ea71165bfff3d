import {
  type MailedFile,
  type MailReason,
  mostMailsPerDay,
  type ReceivedMail,
  whyNoComplaint,
} from '../../../processes/intake/mail.ts';
import { sha256 } from '../../platform/digest.ts';
import { fileKindOf, fileKinds } from '../../platform/file-kind.ts';
import { cleanFileName } from '../../platform/file-name.ts';
import type { Attachment } from '../../store/complaints.ts';
import type { MailRow } from '../../store/mails.ts';
import type { Stores } from '../../store/stores.ts';
import { readMessage } from './read-message.ts';

/** The largest mail that is read, in bytes. */
export const largestMail = 25 * 1024 * 1024;
const largestFile = 10 * 1024 * 1024;
const mostFiles = 10;
const day = 24 * 3_600_000;

export interface TakeMailDeps extends Pick<Stores, 'mails' | 'attachments'> {
  /** Address the house writes from. */
  readonly own: string;
}

interface Arrival {
  readonly how: MailRow['how'];
  readonly at: Date;
}

interface Kept {
  readonly attachments: readonly Attachment[];
  readonly refusedFiles: MailRow['refusedFiles'];
}

async function keepFile(deps: TakeMailDeps, { name: given, bytes }: MailedFile) {
  const name = cleanFileName(given, [given.split('.').at(-1) ?? '']);
  if (bytes.byteLength === 0) return { name, problem: 'FILE_EMPTY' };
  if (bytes.byteLength > largestFile) return { name, problem: 'FILE_TOO_LARGE' };
  const content = Buffer.from(bytes);
  const type = await fileKindOf(content);
  if (type === null) return { name, problem: 'FILE_TYPE_REFUSED' };
  const proper = cleanFileName(given, fileKinds[type]);
  return deps.attachments.save({ name: proper, type, bytes: content });
}

/** The files that may be kept, judged by their bytes like those of an upload; the others by name and reason. */
async function keepFiles(deps: TakeMailDeps, files: readonly MailedFile[]): Promise<Kept> {
  const attachments: Attachment[] = [];
  const refusedFiles: { name: string; problem: string }[] = [];
  for (const file of files) {
    const isOneTooMany = attachments.length >= mostFiles;
    const kept = isOneTooMany
      ? { name: cleanFileName(file.name, []), problem: 'TOO_MANY_FILES' }
      : await keepFile(deps, file);
    if ('problem' in kept) refusedFiles.push(kept);
    else attachments.push(kept);
  }
  return { attachments, refusedFiles };
}

function rowOf(
  id: string,
  mail: ReceivedMail | null,
  reason: MailReason | null,
  { how, at }: Arrival,
): Omit<MailRow, keyof Kept> {
  const sentAt = mail?.sentAt ?? null;
  return {
    _id: id,
    state: reason === null ? 'draft' : 'set-aside',
    ...{ reason, how, arrivedAt: at },
    // A clock of somebody else's that runs ahead: it was sent no later than it came.
    sentAt: sentAt !== null && sentAt > at ? at : sentAt,
    ...{ from: mail?.from ?? null, subject: mail?.subject ?? '' },
    text: reason === 'too-large' ? '' : (mail?.text ?? ''),
    ...{ caseId: null, decidedBy: null, decidedAt: null, ground: null },
  };
}

async function reasonOf(
  deps: TakeMailDeps,
  mail: ReceivedMail,
  at: Date,
): Promise<MailReason | null> {
  const reason = whyNoComplaint(mail, deps.own.toLowerCase());
  if (reason !== null || mail.from === null) return reason;
  const since = new Date(at.getTime() - day);
  const sent = await deps.mails.countFrom(mail.from.address, since);
  return sent >= mostMailsPerDay ? 'flood' : null;
}

async function keepOnce(deps: TakeMailDeps, row: MailRow): Promise<MailRow> {
  if (await deps.mails.putOnce(row)) return row;
  await Promise.all(row.attachments.map(({ id }) => deps.attachments.remove(id)));
  return (await deps.mails.find(row._id)) ?? row;
}

const noFiles: Kept = { attachments: [], refusedFiles: [] };

/** Lists a mail that was too large to be read. */
export async function listTooLarge(
  deps: TakeMailDeps,
  file: { readonly name: string; readonly size: number },
  arrival: Arrival,
): Promise<MailRow> {
  const id = sha256(`${file.name}\n${file.size}`);
  return keepOnce(deps, { ...rowOf(id, null, 'too-large', arrival), ...noFiles });
}

/**
 * Takes a mail in: a draft for a clerk, or listed with the reason why it is none. The same mail again is the same row.
 * Nothing that comes in is thrown away, and nothing of it is answered here.
 */
export async function takeMail(
  deps: TakeMailDeps,
  bytes: Uint8Array,
  arrival: Arrival,
): Promise<MailRow> {
  const ownId = sha256(Buffer.from(bytes));
  const isTooLarge = bytes.byteLength > largestMail;
  const mail = isTooLarge ? null : await readMessage(bytes).catch(() => null);
  if (mail === null) {
    const reason = isTooLarge ? 'too-large' : 'unreadable';
    return keepOnce(deps, { ...rowOf(ownId, null, reason, arrival), ...noFiles });
  }
  const id = mail.messageId === null ? ownId : sha256(mail.messageId);
  const known = await deps.mails.find(id);
  if (known !== null) return known;
  const reason = await reasonOf(deps, mail, arrival.at);
  const unkept = mail.attachments.map(({ name }) => ({
    name: cleanFileName(name, []),
    problem: 'SET_ASIDE',
  }));
  const kept =
    reason === null
      ? await keepFiles(deps, mail.attachments)
      : { attachments: [], refusedFiles: unkept.slice(0, mostFiles) };
  return keepOnce(deps, { ...rowOf(id, mail, reason, arrival), ...kept });
}
