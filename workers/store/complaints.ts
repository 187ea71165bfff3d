import type { Channel } from '../../processes/complaint/statuses.ts';
import type { Origin } from '../../processes/intake/origin.ts';
import type { Store, Tx } from './connect.ts';

/** One file a citizen sent along; its bytes are in the attachment store. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Contact {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What a person sent. Its text never changes while it is kept; retention may erase it and leaves its digest. */
export interface ComplaintRow {
  readonly _id: string;
  readonly number: string;
  readonly idempotencyKey: string;
  readonly bodyDigest: string;
  readonly subject: string;
  readonly text: string;
  readonly place: string | null;
  readonly area: string | null;
  readonly topic: string;
  readonly channel: Channel;
  readonly language: 'zh' | 'en';
  readonly contact: Contact | null;
  readonly anonymous: boolean;
  readonly confidential: boolean;
  readonly attachments: readonly Attachment[];
  /** Link or number under which it stands where it came from. */
  readonly reference?: string;
  readonly salt: string;
  readonly digest: string;
  readonly postedAt: Date | null;
  readonly collectedAt: Date;
  readonly receivedAt: Date;
  readonly source: { readonly profile: string; readonly id: string } | null;
  /** Only for what did not come by our own page; erased with the text. */
  readonly origin?: Origin;
  readonly erasedAt: Date | null;
}

export interface ComplaintStore {
  readonly find: (caseId: string) => Promise<ComplaintRow | null>;
  /** The complaint that an earlier try with the same key left; the second try gets the same receipt. */
  readonly findByKey: (idempotencyKey: string) => Promise<ComplaintRow | null>;
  readonly findByNumber: (number: string) => Promise<ComplaintRow | null>;
  /** What these senders wrote as the place; none for those who wrote nothing. */
  readonly placesOf: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly insert: (tx: Tx, row: ComplaintRow) => Promise<void>;
}

/** The complaints as they were sent. */
export function createComplaintStore(store: Store): ComplaintStore {
  const rows = store.rows<ComplaintRow>('complaints');
  return {
    find: (caseId) => rows.findOne({ _id: caseId }),
    findByKey: (idempotencyKey) => rows.findOne({ idempotencyKey }),
    findByNumber: (number) => rows.findOne({ number }),
    placesOf: async (caseIds) => {
      const found = await rows
        .find({ _id: { $in: [...caseIds] }, place: { $ne: null } })
        .project<{ _id: string; place: string }>({ place: 1 })
        .toArray();
      return new Map(found.map(({ _id, place }) => [_id, place]));
    },
    insert: async (tx, row) => {
      await rows.insertOne(row, { session: tx.session });
    },
  };
}
