import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** The desk's side of a task: who took it, what was typed, whether it is being completed. The engine's side is in `tasks`. */
export interface ClaimRow {
  /** User task key. */
  readonly _id: string;
  readonly claimedBy: string | null;
  readonly claimedAt: Date | null;
  readonly draft: Readonly<Record<string, unknown>> | null;
  readonly draftBy: string | null;
  readonly draftAt: Date | null;
  /** Set with the action in one transaction: the task was done and the engine is being told. */
  readonly completedAt: Date | null;
  readonly completedBy: string | null;
  readonly idempotencyKey: string | null;
}

export interface ClaimStore {
  readonly find: (taskKey: string) => Promise<ClaimRow | null>;
  /** Takes the task for a person: a compare-and-set; false when somebody else has it or it is done. */
  readonly take: (taskKey: string, userId: string, at: Date) => Promise<boolean>;
  /** Gives it back; false when it was not theirs. */
  readonly release: (taskKey: string, userId: string) => Promise<boolean>;
  readonly saveDraft: (
    taskKey: string,
    userId: string,
    fields: Readonly<Record<string, unknown>>,
    at: Date,
  ) => Promise<void>;
  /** Marks the task done; false when it was done before or somebody else holds it: then the transaction is over. */
  readonly completeOnce: (
    tx: Tx,
    taskKey: string,
    userId: string,
    idempotencyKey: string | null,
    at: Date,
  ) => Promise<boolean>;
}

const empty = {
  claimedBy: null,
  claimedAt: null,
  draft: null,
  draftBy: null,
  draftAt: null,
  completedAt: null,
  completedBy: null,
  idempotencyKey: null,
} as const;

function blankBut(fields: Partial<ClaimRow>): Partial<ClaimRow> {
  return Object.fromEntries(Object.entries(empty).filter(([name]) => !(name in fields)));
}

/** Claims, drafts and completions of tasks. */
export function createClaimStore(store: Store): ClaimStore {
  const rows = store.rows<ClaimRow>('task_claims');

  async function setWhen(
    filter: Parameters<typeof rows.updateOne>[0],
    fields: Partial<ClaimRow>,
    tx?: Tx,
  ): Promise<boolean> {
    try {
      const done = await rows.updateOne(
        filter,
        { $set: fields, $setOnInsert: blankBut(fields) },
        { upsert: true, ...(tx === undefined ? {} : { session: tx.session }) },
      );
      return done.matchedCount + done.upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    find: (taskKey) => rows.findOne({ _id: taskKey }),
    take: (taskKey, userId, at) =>
      setWhen(
        { _id: taskKey, completedAt: null, claimedBy: { $in: [null, userId] } },
        { claimedBy: userId, claimedAt: at },
      ),
    release: async (taskKey, userId) => {
      const done = await rows.updateOne(
        { _id: taskKey, claimedBy: userId, completedAt: null },
        { $set: { claimedBy: null, claimedAt: null } },
      );
      return done.matchedCount === 1;
    },
    saveDraft: async (taskKey, userId, fields, at) => {
      await setWhen(
        { _id: taskKey, completedAt: null },
        { draft: fields, draftBy: userId, draftAt: at },
      );
    },
    // A row that does not fit ends the caller's transaction: the database breaks it off at the second key.
    completeOnce: (tx, taskKey, userId, idempotencyKey, at) =>
      setWhen(
        { _id: taskKey, completedAt: null, claimedBy: { $in: [null, userId] } },
        { completedAt: at, completedBy: userId, idempotencyKey, draft: null },
        tx,
      ),
  };
}
