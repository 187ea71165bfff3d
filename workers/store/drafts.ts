import { randomUUID } from 'node:crypto';
import type { Answers } from '../../processes/settings/questions.ts';
import type { Store } from './connect.ts';

/** What a person has typed so far, as typed; whether it holds is decided when a step is left. */
export interface DraftFields {
  readonly topic: string;
  readonly subject: string;
  readonly text: string;
  readonly place: string;
  readonly identity: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** To the questions of the complaint type, by their codes. */
  readonly answers?: Answers;
}

export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** A complaint that is being written: kept by itself, gone by itself. Once sent it holds nothing but its receipt. */
export interface DraftRow {
  /** Digest of the browser's cookie: who reads the database cannot act as the writer. */
  readonly _id: string;
  readonly fields: DraftFields;
  readonly sent: { readonly caseId: string; readonly number: string } | null;
  readonly expiresAt: Date;
}

interface DraftFileRow {
  readonly _id: string;
  readonly draftId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: Buffer;
  readonly savedAt: Date;
  readonly expiresAt: Date;
}

type GivenFile = Pick<DraftFileRow, 'name' | 'type' | 'bytes'>;

export interface DraftStore {
  /** The draft, if it has not expired. */
  readonly find: (draftId: string, now: Date) => Promise<DraftRow | null>;
  readonly begin: (draftId: string, fields: Partial<DraftFields>, expiresAt: Date) => Promise<void>;
  /** Keeps what was typed; a draft that was sent is left alone. */
  readonly save: (draftId: string, fields: Partial<DraftFields>) => Promise<void>;
  readonly addFile: (draft: DraftRow, file: GivenFile, now: Date) => Promise<void>;
  readonly removeFile: (draftId: string, fileId: string) => Promise<void>;
  readonly files: (draftId: string) => Promise<DraftFile[]>;
  readonly readFiles: (draftId: string) => Promise<GivenFile[]>;
  /** Notes that it was sent and erases what was typed; the receipt stays until `expiresAt`. */
  readonly markSent: (
    draftId: string,
    sent: { caseId: string; number: string },
    expiresAt: Date,
  ) => Promise<void>;
  readonly discard: (draftId: string) => Promise<void>;
}

const blank: DraftFields = {
  topic: '',
  subject: '',
  text: '',
  place: '',
  identity: '',
  name: '',
  phone: '',
  email: '',
};

function prefixed(fields: Partial<DraftFields>): Record<string, string | Answers> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`fields.${name}`, value]),
  );
}

/**
 * Complaints being written. Files lie here whole, not in the attachment store: the database drops both by their
 * expiry, and a form that is never sent leaves nothing behind.
 */
export function createDraftStore(store: Store): DraftStore {
  const drafts = store.rows<DraftRow>('drafts');
  const files = store.rows<DraftFileRow>('draft_files');
  return {
    find: (draftId, now) => drafts.findOne({ _id: draftId, expiresAt: { $gt: now } }),
    begin: async (draftId, fields, expiresAt) => {
      const draft = { fields: { ...blank, ...fields }, sent: null, expiresAt };
      await drafts.updateOne({ _id: draftId }, { $set: draft }, { upsert: true });
    },
    save: async (draftId, fields) => {
      if (Object.keys(fields).length === 0) return;
      await drafts.updateOne({ _id: draftId, sent: null }, { $set: prefixed(fields) });
    },
    addFile: async ({ _id: draftId, expiresAt }, { name, type, bytes }, now) => {
      const row = { name, type, bytes, size: bytes.length, savedAt: now, expiresAt };
      await files.insertOne({ _id: randomUUID(), draftId, ...row });
    },
    removeFile: async (draftId, fileId) => {
      await files.deleteOne({ _id: fileId, draftId });
    },
    files: async (draftId) => {
      const rows = await files
        .find({ draftId }, { projection: { bytes: 0 } })
        .sort({ savedAt: 1, _id: 1 })
        .toArray();
      return rows.map(({ _id, name, type, size }) => ({ id: _id, name, type, size }));
    },
    readFiles: (draftId) =>
      files.find({ draftId }, { promoteBuffers: true }).sort({ savedAt: 1, _id: 1 }).toArray(),
    markSent: async (draftId, sent, expiresAt) => {
      await drafts.updateOne({ _id: draftId }, { $set: { sent, fields: blank, expiresAt } });
      await files.deleteMany({ draftId });
    },
    discard: async (draftId) => {
      await files.deleteMany({ draftId });
      await drafts.deleteOne({ _id: draftId });
    },
  };
}
