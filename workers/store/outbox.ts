import { randomUUID } from 'node:crypto';
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
  /** Ends an instance whose case has come to its end another way. */
  | { readonly kind: 'cancel-instance'; readonly instanceKey: string }
  | { readonly kind: 'mail'; readonly noticeId: string }
  | { readonly kind: 'notify'; readonly job: NotifyJob; readonly id: string };

/** What is done about a notice: spread over people, brought to one, summed up for one, told to a webhook. */
export type NotifyJob = 'fan-out' | 'message' | 'digest' | 'webhook';

/** Each way has hands of its own: none waits for another. */
export const ways = ['engine', 'mail', 'notify', 'webhook'] as const;
export type Way = (typeof ways)[number];

export interface PutRow {
  readonly key: string;
  readonly told: Told;
  /** Told not before this; its age counts from then. */
  readonly notBefore?: Date;
}

export interface OutboxRow {
  readonly _id: string;
  readonly told: Told;
  readonly caseId: string | null;
  readonly way: Way;
  /** Rows of one lane are told in their order; null: in any order. */
  readonly lane: string | null;
  readonly createdAt: Date;
  /** Not before this; while somebody delivers the row, when that somebody is taken to have died. */
  readonly nextAt: Date;
  readonly attempts: number;
  /** The batch that holds the row; another one takes it only after `nextAt`. */
  readonly owner: string | null;
  readonly doneAt: Date | null;
  /** Why the last try failed, or why no further one is made; never personal data. */
  readonly error: string | null;
  readonly givenUpAt: Date | null;
}

export interface TakeRequest {
  readonly now: Date;
  readonly limit: number;
  /** How long the rows are ours, in ms. */
  readonly lockMs: number;
  readonly way: Way;
}

export interface TakenRows {
  readonly rows: readonly OutboxRow[];
  /** How many due rows have to wait for an older one of their lane. */
  readonly blocked: number;
}

export interface OutboxStore {
  /** Puts rows into the same transaction as the fact; a key that is there already is left alone. */
  readonly put: (tx: Tx, at: Date, caseId: string | null, rows: readonly PutRow[]) => Promise<void>;
  /**
   * Takes up to `limit` due rows, the oldest first. Two publishers never hold the same row at a time, and a row is not
   * taken while an older one of its lane waits elsewhere.
   */
  readonly take: (request: TakeRequest) => Promise<TakenRows>;
  readonly done: (rows: readonly OutboxRow[], at: Date) => Promise<void>;
  readonly again: (row: OutboxRow, nextAt: Date, error: string) => Promise<void>;
  /** Lets go of a row that was taken and not told. */
  readonly putBack: (row: OutboxRow, nextAt: Date) => Promise<void>;
  readonly giveUp: (row: OutboxRow, at: Date, error: string) => Promise<void>;
  readonly find: (key: string) => Promise<OutboxRow | null>;
  /** Rows given up, the newest first: a person has to look. */
  readonly givenUp: (limit: number) => Promise<OutboxRow[]>;
  /** Lets a row that was given up be told again; false when there is none. */
  readonly retry: (key: string, at: Date) => Promise<boolean>;
  /** What waits to be told; a word for later begins to wait when its time has come. */
  readonly countWaiting: (now: Date) => Promise<{ waiting: number; oldest: Date | null }>;
  /** How many messages of a name wait; it counts no further than `atMost`. */
  readonly countMessages: (name: string, atMost: number) => Promise<number>;
  /** Calls `ring` whenever a row has come; `failed` once when it cannot go on. Returns the way to stop. */
  readonly watch: (
    ring: (way: Way) => void,
    failed: (error: unknown) => void,
  ) => () => Promise<void>;
}

const waiting = { doneAt: null, givenUpAt: null } as const;
/** A mark that is lost in a crash only makes the row be told once more, which is harmless. */
const quick = { writeConcern: { w: 1 } } as const;

/** What must arrive in order: all about one task, and the messages to one correlation key. */
function laneOf(told: Told): string | null {
  switch (told.kind) {
    case 'message':
      return `message:${told.correlationKey}`;
    case 'complete-task':
    case 'assign-task':
      return `task:${told.taskKey}`;
    case 'cancel-instance':
      return `instance:${told.instanceKey}`;
    case 'mail':
    case 'notify':
      return null;
  }
}

function wayOf(told: Told): Way {
  if (told.kind === 'notify') return told.job === 'webhook' ? 'webhook' : 'notify';
  return told.kind === 'mail' ? 'mail' : 'engine';
}

/** The first of each lane that was not taken by `owner`: whatever is younger must wait for it. */
function blockersOf(pending: readonly OutboxRow[], owner: string): ReadonlyMap<string, OutboxRow> {
  const blockers = new Map<string, OutboxRow>();
  for (const row of pending) {
    if (row.lane === null || row.owner === owner) continue;
    const first = blockers.get(row.lane);
    if (first === undefined || row.createdAt < first.createdAt) blockers.set(row.lane, row);
  }
  return blockers;
}

/** The outbox: everything is told at least once, in order where it matters. */
export function createOutboxStore(store: Store): OutboxStore {
  const rows = store.rows<OutboxRow>('outbox');

  async function claim(due: readonly OutboxRow[], request: TakeRequest): Promise<TakenRows> {
    const { now, lockMs } = request;
    const owner = randomUUID();
    const ids = due.map(({ _id }) => _id);
    const nextAt = new Date(now.getTime() + lockMs);
    await rows.updateMany(
      { _id: { $in: ids }, ...waiting, nextAt: { $lte: now } },
      { $set: { nextAt, owner }, $inc: { attempts: 1 } },
      quick,
    );
    const lanes = due.flatMap(({ lane }) => lane ?? []);
    // Local: our own claim is not majority-committed yet. What is asked for was seen committed before.
    const pending = await rows
      .find(
        { ...waiting, $or: [{ _id: { $in: ids } }, { lane: { $in: lanes } }] },
        { readConcern: { level: 'local' } },
      )
      .toArray();
    const taken = pending.filter((row) => row.owner === owner);
    const blockers = blockersOf(pending, owner);
    const free: OutboxRow[] = [];
    for (const row of taken) {
      const blocker = blockers.get(row.lane ?? '');
      if (blocker === undefined || blocker.createdAt >= row.createdAt) free.push(row);
      else await putBack(row, blocker.owner === null ? blocker.nextAt : now);
    }
    free.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    return { rows: free, blocked: taken.length - free.length };
  }

  async function putBack(row: OutboxRow, nextAt: Date): Promise<void> {
    await rows.updateOne(
      { _id: row._id, owner: row.owner, ...waiting },
      { $set: { nextAt, owner: null }, $inc: { attempts: -1 } },
      quick,
    );
  }

  return {
    put: async (tx, at, caseId, told) => {
      if (told.length === 0) return;
      await rows.bulkWrite(
        told.map(({ key, told: what, notBefore = at }) => ({
          updateOne: {
            filter: { _id: key },
            update: {
              $setOnInsert: {
                told: what,
                caseId,
                way: wayOf(what),
                lane: laneOf(what),
                createdAt: notBefore,
                nextAt: notBefore,
                attempts: 0,
                owner: null,
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
    take: async (request) => {
      const due = await rows
        .find({ ...waiting, way: request.way, nextAt: { $lte: request.now } })
        .sort({ nextAt: 1, createdAt: 1 })
        .limit(request.limit)
        .toArray();
      return due.length === 0 ? { rows: [], blocked: 0 } : await claim(due, request);
    },
    done: async (told, at) => {
      await rows.updateMany(
        { _id: { $in: told.map(({ _id }) => _id) } },
        { $set: { doneAt: at, error: null, givenUpAt: null } },
        quick,
      );
    },
    again: async ({ _id, owner }, nextAt, error) => {
      await rows.updateOne(
        { _id, owner, ...waiting },
        { $set: { nextAt, owner: null, error } },
        quick,
      );
    },
    putBack,
    giveUp: async ({ _id, owner }, at, error) => {
      await rows.updateOne(
        { _id, owner, ...waiting },
        { $set: { givenUpAt: at, owner: null, error } },
      );
    },
    find: (key) => rows.findOne({ _id: key }),
    givenUp: (limit) =>
      rows
        .find({ doneAt: null, givenUpAt: { $ne: null } })
        .sort({ givenUpAt: -1 })
        .limit(limit)
        .toArray(),
    retry: async (key, at) => {
      const done = await rows.updateOne(
        { _id: key, doneAt: null, givenUpAt: { $ne: null } },
        { $set: { givenUpAt: null, nextAt: at, createdAt: at, attempts: 0 } },
      );
      return done.modifiedCount === 1;
    },
    countWaiting: async (now) => {
      const due = { ...waiting, createdAt: { $lte: now } };
      const [count, oldest] = await Promise.all([
        rows.countDocuments(due),
        rows.find(due).sort({ createdAt: 1 }).limit(1).next(),
      ]);
      return { waiting: count, oldest: oldest?.createdAt ?? null };
    },
    countMessages: (name, atMost) =>
      rows.countDocuments({ ...waiting, 'told.name': name }, { limit: atMost }),
    watch: (ring, failed) => {
      const stream = rows.watch([{ $match: { operationType: 'insert' } }]);
      stream.on('change', (change) => {
        if (change.operationType === 'insert') ring(change.fullDocument.way);
      });
      stream.on('error', (error) => failed(error));
      return () => stream.close();
    },
  };
}
