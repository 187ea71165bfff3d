import type { Actor } from '../../processes/complaint/case.ts';
import type { MergeKind } from '../../processes/merge/actions.ts';
import type { Store, Tx } from './connect.ts';

/** One case that joined another, and what became of it. Its reason is an entry of the case that joined. */
export interface MergeRow {
  /** `<follower>:merge-<n>`. */
  readonly _id: string;
  readonly kind: MergeKind;
  readonly leadId: string;
  readonly leadNumber: string;
  readonly followerId: string;
  readonly followerNumber: string;
  readonly by: Actor;
  readonly at: Date;
  /** `released`: the lead ended without an answer, so the case is handled by itself again. */
  readonly state: 'waiting' | 'answered' | 'undone' | 'released';
  readonly endedAt: Date | null;
  readonly instanceKey: string | null;
}

export interface MergeStore {
  readonly find: (mergeId: string, tx?: Tx) => Promise<MergeRow | null>;
  /** Every merge a case took part in, as lead or as follower, the oldest first. */
  readonly ofCase: (caseId: string) => Promise<MergeRow[]>;
  /** How often a case has joined another one. */
  readonly countOf: (followerId: string, tx: Tx) => Promise<number>;
  readonly insert: (tx: Tx, row: MergeRow) => Promise<void>;
  /** Claims the merge for the instance that runs it; null when another instance has it, or there is none. */
  readonly claim: (mergeId: string, instanceKey: string) => Promise<MergeRow | null>;
  /** Ends a merge that waits; false when it has ended. */
  readonly end: (
    tx: Tx,
    mergeId: string,
    state: Exclude<MergeRow['state'], 'waiting'>,
    at: Date,
  ) => Promise<boolean>;
}

/** The merges of cases. */
export function createMergeStore(store: Store): MergeStore {
  const rows = store.rows<MergeRow>('merges');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: (mergeId, tx) => rows.findOne({ _id: mergeId }, within(tx)),
    ofCase: (caseId) =>
      rows
        .find({ $or: [{ leadId: caseId }, { followerId: caseId }] })
        .sort({ at: 1, _id: 1 })
        .toArray(),
    countOf: (followerId, tx) => rows.countDocuments({ followerId }, within(tx)),
    insert: async (tx, row) => {
      await rows.insertOne(row, { session: tx.session });
    },
    claim: (mergeId, instanceKey) =>
      rows.findOneAndUpdate(
        { _id: mergeId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      ),
    end: async (tx, mergeId, state, at) => {
      const done = await rows.updateOne(
        { _id: mergeId, state: 'waiting' },
        { $set: { state, endedAt: at } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
  };
}
