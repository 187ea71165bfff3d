import type { Actor } from '../../processes/complaint/case.ts';
import type { MailReason } from '../../processes/intake/mail.ts';
import type { Attachment } from './complaints.ts';
import type { Store, Tx } from './connect.ts';
import { nullWhenThere } from './users.ts';

export const mailStates = ['draft', 'set-aside', 'accepted', 'dismissed'] as const;
export type MailState = (typeof mailStates)[number];

/** A mail that came in. Its words stay here only until a complaint has them. */
export interface MailRow {
  /** Digest of its message id, or of its bytes where it has none: the same mail is one row however often it comes. */
  readonly _id: string;
  readonly state: MailState;
  /** Why it was set aside; null for one that was not. */
  readonly reason: MailReason | null;
  readonly how: 'upload' | 'folder';
  readonly sentAt: Date | null;
  readonly arrivedAt: Date;
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Files that came along and were not kept, with the reason. */
  readonly refusedFiles: readonly { readonly name: string; readonly problem: string }[];
  readonly caseId: string | null;
  readonly decidedBy: Actor | null;
  readonly decidedAt: Date | null;
  /** Why a clerk made no complaint of it. */
  readonly ground: string | null;
}

export interface MailStore {
  readonly find: (mailId: string) => Promise<MailRow | null>;
  /** True for the first; a mail that came again changes nothing. */
  readonly putOnce: (row: MailRow) => Promise<boolean>;
  readonly list: (state: MailState, limit: number) => Promise<MailRow[]>;
  readonly count: (state: MailState) => Promise<number>;
  readonly countFrom: (address: string, since: Date) => Promise<number>;
  /** The mail became this complaint, and its words are the complaint's now. */
  readonly accepted: (
    tx: Tx,
    mailId: string,
    caseId: string,
    by: Actor,
    at: Date,
  ) => Promise<boolean>;
  /** False when it was decided on before. */
  readonly dismiss: (mailId: string, ground: string, by: Actor, at: Date) => Promise<boolean>;
}

const undecided: { state: { $in: MailState[] } } = { state: { $in: ['draft', 'set-aside'] } };

/** Mails that came in, until somebody decided what becomes of them, and the record of it. */
export function createMailStore(store: Store): MailStore {
  const rows = store.rows<MailRow>('mails_in');
  return {
    find: (mailId) => rows.findOne({ _id: mailId }),
    putOnce: async ({ _id, ...fields }) => {
      const put = rows.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      return (await put.catch(nullWhenThere))?.upsertedCount === 1;
    },
    list: (state, limit) =>
      rows.find({ state }).sort({ arrivedAt: -1, _id: 1 }).limit(limit).toArray(),
    count: (state) => rows.countDocuments({ state }),
    countFrom: (address, since) =>
      rows.countDocuments({ 'from.address': address, arrivedAt: { $gte: since } }),
    accepted: async (tx, mailId, caseId, decidedBy, decidedAt) => {
      const words = { from: null, subject: '', text: '', attachments: [] };
      const done = await rows.updateOne(
        { _id: mailId, ...undecided },
        { $set: { state: 'accepted', caseId, decidedBy, decidedAt, ...words } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    dismiss: async (mailId, ground, decidedBy, decidedAt) => {
      const done = await rows.updateOne(
        { _id: mailId, ...undecided },
        { $set: { state: 'dismissed', ground, decidedBy, decidedAt } },
      );
      return done.matchedCount === 1;
    },
  };
}
