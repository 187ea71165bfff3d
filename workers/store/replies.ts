import type { ReplyFields } from '../../processes/complaint/contract.ts';
import type { Mark } from '../../processes/publication/sheet.ts';
import type { Store, Tx } from './connect.ts';
import type { PublicFile } from './publications.ts';

/** What the public reads of a reply: the signed text but for its marks, and the files beside it. */
export interface Shown {
  readonly subject: string;
  readonly fields: ReplyFields;
  readonly files: readonly PublicFile[];
  /** The places that are covered. */
  readonly marks: readonly Mark[];
}

/** A note that stands visibly with a published reply. */
export interface PublicNote {
  readonly kind: 'corrected' | 'withdrawn';
  readonly at: Date;
  readonly text: string;
}

/** What a reply says will be done, as everybody sees it. */
export interface PublicPromise {
  /** The day it names, `YYYY-MM-DD`. */
  readonly by: string;
  /** Since which day it is done; null while it is not. */
  readonly keptOn: string | null;
}

/** The signed answer to a complaint, as it went out. */
export interface ReplyRow {
  readonly _id: string;
  readonly number: string;
  readonly mode: 'public' | 'private';
  readonly unitId: string | null;
  readonly topic: string;
  /** The complaint's subject as shown in the public register; empty for a private reply. */
  readonly subject: string;
  /** As it was signed, for the one who is answered. */
  readonly fields: ReplyFields;
  readonly signedDigest: string;
  readonly publishedAt: Date;
  /** Only for a public reply; those from before places were covered show what was signed. */
  readonly shown?: Shown;
  readonly notes?: readonly PublicNote[];
  /** Since when the public no longer reads it. */
  readonly withdrawnAt?: Date;
  /** The number of the case whose answer this is, for one that had joined it; the register shows that one. */
  readonly answeredWith?: string;
  /** Absent for one that promises nothing. */
  readonly promise?: PublicPromise;
}

/** A reply as the public reads it: nothing of what is covered is in it. */
export type PublicReply = Pick<
  ReplyRow,
  '_id' | 'number' | 'unitId' | 'topic' | 'subject' | 'fields' | 'publishedAt' | 'promise'
> & { readonly files: readonly PublicFile[]; readonly notes: readonly PublicNote[] };

/** A published reply without anything that only the one who was answered reads. */
export function publicView(row: ReplyRow): PublicReply {
  const { _id, number, unitId, topic, publishedAt, notes = [] } = row;
  const { subject, fields, files } = row.shown ?? { ...row, files: [] };
  const known = { _id, number, unitId, topic, publishedAt, notes, subject, fields, files };
  return row.promise === undefined ? known : { ...known, promise: row.promise };
}

export interface ReplyStore {
  /** Publishes once per case; the first reply stands. */
  readonly publishOnce: (tx: Tx, row: ReplyRow) => Promise<void>;
  readonly find: (caseId: string) => Promise<ReplyRow | null>;
  readonly findPublic: (number: string) => Promise<PublicReply | null>;
  /** What is said in place of a reply that was withdrawn; null for any other. */
  readonly findWithdrawn: (
    number: string,
  ) => Promise<{ readonly number: string; readonly notes: readonly PublicNote[] } | null>;
  /** Shows a reply otherwise, or no longer, with a note; those who joined the case with it. */
  readonly correct: (
    tx: Tx,
    row: Pick<ReplyRow, '_id' | 'number'>,
    shown: Shown | null,
    note: PublicNote,
  ) => Promise<void>;
  /** Says of a reply, and of those given with it, since which day (`YYYY-MM-DD`) what it promised is done. */
  readonly keepPromise: (
    tx: Tx,
    row: { readonly id: string; readonly number: string },
    keptOn: string,
  ) => Promise<void>;
  /** Those of these cases that stand in the public register. */
  readonly publishedOf: (caseIds: readonly string[]) => Promise<PublicReply[]>;
  /** The public register, newest first, behind `before`. */
  readonly register: (query: {
    topic: string | null;
    words: string | null;
    before: Date | null;
    limit: number;
  }) => Promise<PublicReply[]>;
}

const ownAnswer = { answeredWith: { $exists: false } } as const;
/** What the public reads now. */
export const inPublic = { mode: 'public', withdrawnAt: { $exists: false } } as const;

function escapeForRegex(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The replies, and among them the public register. */
export function createReplyStore(store: Store): ReplyStore {
  const rows = store.rows<ReplyRow>('replies');
  return {
    publishOnce: async (tx, { _id, ...fields }) => {
      await rows.updateOne(
        { _id },
        { $setOnInsert: fields },
        { upsert: true, session: tx.session },
      );
    },
    find: (caseId) => rows.findOne({ _id: caseId }),
    findPublic: async (number) => {
      const row = await rows.findOne({ number, ...inPublic, ...ownAnswer });
      return row && publicView(row);
    },
    findWithdrawn: async (number) => {
      const row = await rows.findOne({ number, withdrawnAt: { $exists: true }, ...ownAnswer });
      return row && { number, notes: row.notes ?? [] };
    },
    correct: async (tx, { _id, number }, shown, note) => {
      const gone = shown === null ? { withdrawnAt: note.at } : {};
      const seen = shown === null ? {} : { shown, subject: shown.subject };
      const { session } = tx;
      await rows.updateOne(
        { _id },
        { $set: { ...gone, ...seen }, $push: { notes: note } },
        { session },
      );
      // Whoever joined is answered with the same words, and shows no subject of their own.
      const followers = shown === null ? gone : { shown: { ...shown, subject: '' } };
      await rows.updateMany(
        { answeredWith: number, mode: 'public' },
        { $set: followers },
        { session },
      );
    },
    keepPromise: async ({ session }, { id, number }, keptOn) => {
      const change = { $set: { 'promise.keptOn': keptOn } };
      await rows.updateMany(
        { $or: [{ _id: id }, { answeredWith: number }], promise: { $exists: true } },
        change,
        { session },
      );
    },
    publishedOf: async (caseIds) => {
      const found = await rows
        .find({ _id: { $in: [...caseIds] }, ...inPublic, ...ownAnswer })
        .toArray();
      return found.map(publicView);
    },
    register: async ({ topic, words, before, limit }) => {
      const found = await rows
        .find({
          ...inPublic,
          ...ownAnswer,
          ...(topic === null ? {} : { topic }),
          ...(before === null ? {} : { publishedAt: { $lt: before } }),
          ...(words === null ? {} : { subject: { $regex: escapeForRegex(words), $options: 'i' } }),
        })
        .sort({ publishedAt: -1, _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(publicView);
    },
  };
}
