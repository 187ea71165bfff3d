import type { Store, Tx } from './connect.ts';

/** What the house still has to tell the engine or the world. Its key makes a second delivery harmless. */
export type Told =
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly correlationKey: string;
      /** Message id; the engine refuses a second one while the first lives. Empty: not deduplicated by the engine. */
      readonly messageId: string;
      readonly variables: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'complete-task';
      readonly taskKey: string;
      readonly variables: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'assign-task'; readonly taskKey: string; readonly assignee: string | null }
  | { readonly kind: 'mail'; readonly noticeId: string };

export interface OutboxRow {
  readonly _id: string;
  readonly told: Told;
  readonly caseId: string | null;
  readonly createdAt: Date;
  readonly nextAt: Date;
  readonly attempts: number;
  readonly lockedUntil: Date | null;
  readonly doneAt: Date | null;
  /** Why the last try failed, or why no further one is made; never personal data. */
  readonly error: string | null;
  readonly givenUpAt: Date | null;
}

export interface OutboxStore {
  /** Puts rows into the same transaction as the fact; a key that is there already is left alone. */
  readonly put: (
    tx: Tx,
    at: Date,
    caseId: string | null,
    rows: readonly { key: string; told: Told }[],
  ) => Promise<void>;
  /** Locks up to `limit` due rows for `lockMs`, oldest first. Two publishers never get the same row at a time. */
  readonly take: (now: Date, limit: number, lockMs: number) => Promise<OutboxRow[]>;
  readonly done: (key: string, at: Date) => Promise<void>;
  readonly again: (key: string, nextAt: Date, error: string) => Promise<void>;
  readonly giveUp: (key: string, at: Date, error: string) => Promise<void>;
  readonly find: (key: string) => Promise<OutboxRow | null>;
  readonly countWaiting: () => Promise<{ waiting: number; oldest: Date | null }>;
  /** Calls `ring` whenever a row may have come; returns the way to stop. */
  readonly watch: (ring: () => void, failed: (error: unknown) => void) => () => Promise<void>;
}

/** The outbox: told at least once, in the order of creation per try. */
export function createOutboxStore(store: Store): OutboxStore {
  const rows = store.rows<OutboxRow>('outbox');
  return {
    put: async (tx, at, caseId, told) => {
      if (told.length === 0) return;
      await rows.bulkWrite(
        told.map(({ key, told: what }) => ({
          updateOne: {
            filter: { _id: key },
            update: {
              $setOnInsert: {
                told: what,
                caseId,
                createdAt: at,
                nextAt: at,
                attempts: 0,
                lockedUntil: null,
                doneAt: null,
                error: null,
                givenUpAt: null,
              },
            },
            upsert: true,
          },
        })),
        { session: tx.session },
      );
    },
    take: async (now, limit, lockMs) => {
      const due = await rows
        .find({ doneAt: null, givenUpAt: null, nextAt: { $lte: now } })
        .sort({ nextAt: 1, createdAt: 1 })
        .limit(limit)
        .toArray();
      const free = due.filter((row) => row.lockedUntil === null || row.lockedUntil <= now);
      const lockedUntil = new Date(now.getTime() + lockMs);
      const taken = await Promise.all(
        free.map((row) =>
          rows.findOneAndUpdate(
            { _id: row._id, doneAt: null, lockedUntil: row.lockedUntil },
            { $set: { lockedUntil }, $inc: { attempts: 1 } },
            { returnDocument: 'after', writeConcern: { w: 1 } },
          ),
        ),
      );
      return taken.filter((row) => row !== null);
    },
    done: async (key, at) => {
      await rows.updateOne({ _id: key }, { $set: { doneAt: at, lockedUntil: null, error: null } });
    },
    again: async (key, nextAt, error) => {
      await rows.updateOne(
        { _id: key, doneAt: null },
        { $set: { nextAt, lockedUntil: null, error } },
      );
    },
    giveUp: async (key, at, error) => {
      await rows.updateOne(
        { _id: key, doneAt: null },
        { $set: { givenUpAt: at, lockedUntil: null, error } },
      );
    },
    find: (key) => rows.findOne({ _id: key }),
    countWaiting: async () => {
      const waiting = { doneAt: null, givenUpAt: null };
      const [count, oldest] = await Promise.all([
        rows.countDocuments(waiting),
        rows.find(waiting).sort({ createdAt: 1 }).limit(1).next(),
      ]);
      return { waiting: count, oldest: oldest?.createdAt ?? null };
    },
    watch: (ring, failed) => {
      const stream = rows.watch([{ $match: { operationType: 'insert' } }]);
      stream.on('change', () => ring());
      stream.on('error', (error) => failed(error));
      return () => stream.close();
    },
  };
}
