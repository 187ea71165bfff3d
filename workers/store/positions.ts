import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** How far the projection has come in a partition. */
export interface PositionRow {
  /** Partition. */
  readonly _id: number;
  readonly position: number;
  /** The furthest it ever was: behind it nothing can have been projected before. */
  readonly furthest: number;
  /** Of the lease under which it was written; a projector with an older one can write no more. */
  readonly epoch: number;
}

interface LeaseRow {
  readonly _id: string;
  readonly owner: string;
  readonly epoch: number;
  readonly expiresAt: Date;
}

export interface PositionStore {
  readonly all: () => Promise<PositionRow[]>;
  /**
   * Takes the lease when nobody else holds it, and shuts out whoever held it before.
   * Time is the database's: the hosts' clocks may differ.
   *
   * @returns the lease's number, null when somebody else holds it
   */
  readonly takeLease: (owner: string, forMs: number) => Promise<number | null>;
  /** False when somebody else has taken it. */
  readonly renewLease: (owner: string, epoch: number, forMs: number) => Promise<boolean>;
  /** Gives it back at once, so that the next one need not wait for its end. */
  readonly releaseLease: (owner: string, epoch: number) => Promise<void>;
  /** Starts counting a partition that was never seen; false when the lease was lost. */
  readonly openPartition: (partition: number, epoch: number) => Promise<boolean>;
}

/**
 * Positions and the lease that says which process projects.
 *
 * @param prefix put before the names; a rebuild counts beside the live projection
 */
export function createPositionStore(store: Store, prefix = ''): PositionStore {
  const leaseId = `${prefix}projection`;
  const positions = store.rows<PositionRow>(`${prefix}positions`);
  const leases = store.rows<LeaseRow>('leases');

  async function ensureLease(): Promise<void> {
    try {
      await leases.updateOne(
        { _id: leaseId },
        { $setOnInsert: { owner: '', epoch: 0, expiresAt: new Date(0) } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  return {
    all: () => positions.find({}).sort({ _id: 1 }).toArray(),
    takeLease: async (owner, forMs) => {
      await ensureLease();
      const lease = await leases.findOneAndUpdate(
        {
          _id: leaseId,
          $expr: { $or: [{ $eq: ['$owner', owner] }, { $lt: ['$expiresAt', '$$NOW'] }] },
        },
        [
          {
            $set: {
              owner,
              epoch: { $add: ['$epoch', 1] },
              expiresAt: { $add: ['$$NOW', forMs] },
            },
          },
        ],
        { returnDocument: 'after' },
      );
      if (lease === null) return null;
      await positions.updateMany({}, { $set: { epoch: lease.epoch } });
      return lease.epoch;
    },
    renewLease: async (owner, epoch, forMs) => {
      const done = await leases.updateOne({ _id: leaseId, owner, epoch }, [
        { $set: { expiresAt: { $add: ['$$NOW', forMs] } } },
      ]);
      return done.matchedCount === 1;
    },
    releaseLease: async (owner, epoch) => {
      await leases.updateOne({ _id: leaseId, owner, epoch }, { $set: { expiresAt: new Date(0) } });
    },
    // A new row was not there to be shut out; so its making meets the taking of a lease.
    openPartition: (partition, epoch) =>
      store.transaction(async ({ session }) => {
        const held = await leases.updateOne(
          { _id: leaseId, epoch },
          { $inc: { partitions: 1 } },
          { session },
        );
        if (held.matchedCount === 0) return false;
        await positions.updateOne(
          { _id: partition },
          { $setOnInsert: { position: 0, furthest: 0 }, $set: { epoch } },
          { upsert: true, session },
        );
        return true;
      }),
  };
}
