import { sha256 } from '../platform/digest.ts';
import type { Store } from './connect.ts';

/** A system outside that may send complaints by Open311. Its key is kept as a digest: nobody can read it again. */
export interface PartnerRow {
  readonly _id: string;
  readonly name: string;
  readonly keyDigest: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly lastUsedAt: Date | null;
}

export interface PartnerStore {
  readonly insert: (row: PartnerRow) => Promise<void>;
  readonly list: () => Promise<PartnerRow[]>;
  /** The partner a key belongs to; null for an unknown or revoked one. The use is noted, to the minute. */
  readonly ofKey: (key: string, at: Date) => Promise<PartnerRow | null>;
  /** Takes a key out of use at once; null when there is no such partner. */
  readonly revoke: (partnerId: string, by: string, at: Date) => Promise<PartnerRow | null>;
}

const minute = 60_000;

/** What is kept of a partner's key: it is random enough that its digest needs no salt. */
export function digestOfKey(key: string): string {
  return sha256(key);
}

/** The systems that may send complaints. */
export function createPartnerStore(store: Store): PartnerStore {
  const rows = store.rows<PartnerRow>('partners');
  return {
    insert: async (row) => {
      await rows.insertOne(row);
    },
    list: () => rows.find({}).sort({ createdAt: -1, _id: 1 }).toArray(),
    ofKey: async (key, at) => {
      const found = await rows.findOne({ keyDigest: digestOfKey(key), revokedAt: null });
      if (found === null) return null;
      const before = new Date(at.getTime() - minute);
      if (found.lastUsedAt === null || found.lastUsedAt < before)
        await rows.updateOne({ _id: found._id }, { $set: { lastUsedAt: at } });
      return found;
    },
    revoke: async (partnerId, by, at) => {
      await rows.updateOne(
        { _id: partnerId, revokedAt: null },
        { $set: { revokedAt: at, revokedBy: by } },
      );
      return rows.findOne({ _id: partnerId });
    },
  };
}
