import type { ReplyFields } from '../../processes/complaint/contract.ts';
import type { Store, Tx } from './connect.ts';

/** The signed answer to a complaint, as it went out. */
export interface ReplyRow {
  readonly _id: string;
  readonly number: string;
  readonly mode: 'public' | 'private';
  readonly unitId: string | null;
  readonly topic: string;
  /** The complaint's subject as shown in the public register; empty for a private reply. */
  readonly subject: string;
  readonly fields: ReplyFields;
  readonly signedDigest: string;
  readonly publishedAt: Date;
  /** The number of the case whose answer this is, for one that had joined it; the register shows that one. */
  readonly answeredWith?: string;
}

export interface ReplyStore {
  /** Publishes once per case; the first reply stands. */
  readonly publishOnce: (tx: Tx, row: ReplyRow) => Promise<void>;
  readonly find: (caseId: string) => Promise<ReplyRow | null>;
  readonly findPublic: (number: string) => Promise<ReplyRow | null>;
  /** Those of these cases that stand in the public register. */
  readonly publishedOf: (caseIds: readonly string[]) => Promise<ReplyRow[]>;
  /** The public register, newest first, behind `before`. */
  readonly register: (query: {
    topic: string | null;
    words: string | null;
    before: Date | null;
    limit: number;
  }) => Promise<ReplyRow[]>;
}

const ownAnswer = { answeredWith: { $exists: false } } as const;

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
    findPublic: (number) => rows.findOne({ number, mode: 'public', ...ownAnswer }),
    publishedOf: (caseIds) =>
      rows.find({ _id: { $in: [...caseIds] }, mode: 'public', ...ownAnswer }).toArray(),
    register: ({ topic, words, before, limit }) =>
      rows
        .find({
          mode: 'public',
          ...ownAnswer,
          ...(topic === null ? {} : { topic }),
          ...(before === null ? {} : { publishedAt: { $lt: before } }),
          ...(words === null ? {} : { subject: { $regex: escapeForRegex(words), $options: 'i' } }),
        })
        .sort({ publishedAt: -1, _id: 1 })
        .limit(limit)
        .toArray(),
  };
}
