import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import { sha256 } from '../platform/digest.ts';
import type { Attachment } from './complaints.ts';
import type { Store } from './connect.ts';

export interface AttachmentStore {
  /** Keeps a file's bytes; the name is what people see, never a path. */
  readonly save: (file: { name: string; type: string; bytes: Buffer }) => Promise<Attachment>;
  /** The bytes of a file that was kept. */
  readonly read: (id: string) => Readable;
  readonly remove: (id: string) => Promise<void>;
}

interface FileRow {
  readonly _id: mongoose.mongo.ObjectId;
  readonly filename: string;
}

/** Files sent along with complaints, in GridFS: api and workers hold nothing on disk. */
export function createAttachmentStore(store: Store): AttachmentStore {
  const bucket = new mongoose.mongo.GridFSBucket(store.database(), { bucketName: 'attachments' });
  return {
    save: async ({ name, type, bytes }) => {
      const id = randomUUID();
      await pipeline([bytes], bucket.openUploadStream(id));
      return { id, name, type, size: bytes.length, sha256: sha256(bytes) };
    },
    read: (id) => bucket.openDownloadStreamByName(id),
    remove: async (id) => {
      const file = await store.rows<FileRow>('attachments.files').findOne({ filename: id });
      if (file !== null) await bucket.delete(file._id);
    },
  };
}
