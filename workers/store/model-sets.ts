import type { mongo } from 'mongoose';
import { byName, type NamedFile, type SetFile } from '../../processes/models/file.ts';
import type { Store, Tx } from './connect.ts';
import type { ModelFileStore } from './model-files.ts';

/** A part of a set as the engine keeps it. */
export interface SetPart {
  readonly kind: 'process' | 'decision' | 'requirements' | 'form';
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly file: string;
}

/** Why a set did not come into force. */
export interface SetError {
  readonly code: 'BASE_MOVED' | 'ENGINE_REFUSED' | 'FAILED';
  /** What the engine said. */
  readonly messages: readonly string[];
}

/** All diagrams, decisions, forms and scenarios of the house together. What it holds never changes. */
export interface ModelSet {
  /** `zeebe:versionTag` of every process and decision of it. */
  readonly tag: string;
  readonly number: number;
  readonly name: string;
  readonly description: string;
  readonly files: readonly SetFile[];
  /** The set it was made from. */
  readonly base: string | null;
  readonly state: 'deploying' | 'proving' | 'in-force' | 'superseded' | 'failed';
  readonly draftId: string | null;
  /** Null: it came with the house. */
  readonly publishedBy: string | null;
  readonly reviewedBy: string | null;
  readonly at: Date;
  readonly inForceAt: Date | null;
  readonly supersededAt: Date | null;
  /** When it was taken out of the engine, because nothing runs on it any more; the house keeps its files. */
  readonly takenOutAt: Date | null;
  /** What the engine made of it; empty until it was deployed. */
  readonly parts: readonly SetPart[];
  /** Partitions of the engine; null until they were counted. */
  readonly partitionCount: number | null;
  /** Partitions whose records have shown all of it. */
  readonly partitions: readonly { readonly partition: number; readonly seenAt: Date }[];
  /** What it waits for; null while it goes on. */
  readonly waitsFor: 'engine' | null;
  readonly error: SetError | null;
}

export type SetRow = Omit<ModelSet, 'tag'> & {
  readonly _id: string;
  readonly owner: string | null;
  readonly leaseUntil: Date;
};

/** What begins a set; everything else follows from putting it in force. */
export type NewSet = Pick<
  ModelSet,
  | 'tag'
  | 'name'
  | 'description'
  | 'files'
  | 'base'
  | 'draftId'
  | 'publishedBy'
  | 'reviewedBy'
  | 'at'
>;

export interface SetLease {
  readonly tag: string;
  readonly owner: string;
  readonly until: Date;
}

type Progress = Partial<
  Pick<ModelSet, 'state' | 'parts' | 'partitionCount' | 'partitions' | 'waitsFor'>
>;

export interface ModelSetStore {
  readonly find: (tag: string) => Promise<ModelSet | null>;
  /** The set new cases run on; null in a house that has none yet. */
  readonly inForce: () => Promise<ModelSet | null>;
  /** Newest first; `before` is the number of the last one read. */
  readonly list: (page: {
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<ModelSet[]>;
  readonly isEmpty: () => Promise<boolean>;
  /** The text behind a digest. */
  readonly file: (digest: string) => Promise<string | null>;
  /** The files of a set with their texts, by name; none when there is no such set. */
  readonly contents: (tag: string) => Promise<readonly NamedFile[]>;
  /** The newest set that was made from a draft; null when none was. */
  readonly ofDraft: (draftId: string) => Promise<ModelSet | null>;
  /** Sets that are on their way into force, the first one first. */
  readonly underWay: () => Promise<ModelSet[]>;
  /** Adds a set that is to be put in force, behind those that are on their way. */
  readonly ask: (tx: Tx, set: NewSet) => Promise<ModelSet>;
  /** Notes a set that is in the engine already; the first word counts. */
  readonly registerOnce: (
    set: NewSet,
    as: Pick<ModelSet, 'state' | 'parts' | 'inForceAt' | 'partitionCount' | 'partitions'>,
  ) => Promise<void>;
  /** Takes the first set that is on its way, when nobody is at it; sets come into force one after the other. */
  readonly take: (owner: string, now: Date, until: Date) => Promise<ModelSet | null>;
  /** Notes how far it came; false when another has taken it. */
  readonly advance: (lease: SetLease, progress: Progress) => Promise<boolean>;
  /** Puts a proven set in force in place of the one before; false when another has taken it. */
  readonly bringIntoForce: (tx: Tx, lease: SetLease, at: Date) => Promise<boolean>;
  readonly fail: (tx: Tx, lease: SetLease, error: SetError) => Promise<boolean>;
  readonly release: (lease: SetLease) => Promise<void>;
  /** Sets that were in force and are in the engine still, the oldest first; the newest `kept` of them are left out. */
  readonly superseded: (kept: number) => Promise<ModelSet[]>;
  /** Of these keys of the engine, those that a set besides this one has as well and needs. */
  readonly sharedKeys: (tag: string, keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly noteTakenOut: (tag: string, at: Date) => Promise<void>;
  /** Whether the engine has a part of a set no more: it was taken out with every set it belonged to. */
  readonly isTakenOut: (key: string) => Promise<boolean>;
  /** Rings when a set was asked for; `failed` when it will ring no more. Gives what ends it. */
  readonly watch: (ring: () => void, failed: () => void) => () => Promise<void>;
}

const onItsWay = ['deploying', 'proving'] as const;

function toSet({ _id, owner, leaseUntil, ...rest }: SetRow): ModelSet {
  return { tag: _id, ...rest };
}

const begun = {
  ...{
    inForceAt: null,
    supersededAt: null,
    takenOutAt: null,
    parts: [],
    partitionCount: null,
    partitions: [],
  },
  ...{ waitsFor: null, error: null, owner: null, leaseUntil: new Date(0) },
} as const;

/** Every set there ever was, and those on their way into force. */
export function createModelSetStore(store: Store, files: ModelFileStore): ModelSetStore {
  const rows = store.rows<SetRow>('model_sets');
  const counters = store.rows<{ _id: string; last: number }>('model_counters');
  const held = ({ tag, owner }: SetLease) =>
    ({ _id: tag, owner, state: { $in: [...onItsWay] } }) satisfies mongo.Filter<SetRow>;

  async function find(tag: string): Promise<ModelSet | null> {
    const row = await rows.findOne({ _id: tag });
    return row === null ? null : toSet(row);
  }

  // Whoever asks at the same time waits here: numbers have no holes and no two are equal.
  async function nextNumber({ session }: Tx): Promise<number> {
    const counted = await counters.findOneAndUpdate(
      { _id: 'sets' },
      { $inc: { last: 1 } },
      { upsert: true, returnDocument: 'after', session },
    );
    return counted?.last ?? 1;
  }

  async function add(tx: Tx, { tag, ...given }: NewSet, as: Partial<ModelSet>): Promise<ModelSet> {
    const number = await nextNumber(tx);
    const files = byName(given.files);
    const row: SetRow = { ...begun, state: 'deploying', ...as, ...given, files, number, _id: tag };
    await rows.insertOne(row, { session: tx.session });
    return toSet(row);
  }

  return {
    find,
    inForce: async () => {
      const row = await rows.findOne({ state: 'in-force' }, { sort: { number: -1 } });
      return row === null ? null : toSet(row);
    },
    list: async ({ before, limit }) => {
      const older = before === null ? {} : { number: { $lt: before } };
      return (await rows.find(older).sort({ number: -1 }).limit(limit).toArray()).map(toSet);
    },
    isEmpty: async () => (await rows.findOne({}, { projection: { _id: 1 } })) === null,
    file: files.read,
    contents: async (tag) => files.contents((await find(tag))?.files ?? []),
    ofDraft: async (draftId) => {
      const row = await rows.findOne({ draftId }, { sort: { number: -1 } });
      return row === null ? null : toSet(row);
    },
    underWay: async () =>
      (
        await rows
          .find({ state: { $in: [...onItsWay] } })
          .sort({ number: 1 })
          .toArray()
      ).map(toSet),
    ask: (tx, set) => add(tx, set, {}),
    registerOnce: async (set, as) =>
      store.transaction(async (tx) => {
        const known = await rows.findOne({ _id: set.tag }, { session: tx.session });
        if (known === null) await add(tx, set, as);
      }),
    take: async (owner, now, until) => {
      const first = await rows.findOne(
        { state: { $in: [...onItsWay] } },
        { sort: { number: 1 }, projection: { _id: 1 } },
      );
      if (first === null) return null;
      const row = await rows.findOneAndUpdate(
        { _id: first._id, state: { $in: [...onItsWay] }, leaseUntil: { $lte: now } },
        { $set: { owner, leaseUntil: until } },
        { returnDocument: 'after' },
      );
      return row === null ? null : toSet(row);
    },
    advance: async (lease, progress) => {
      const told = { ...progress, leaseUntil: lease.until };
      const done = await rows.updateOne(held(lease), { $set: told });
      return done.matchedCount === 1;
    },
    bringIntoForce: async ({ session }, lease, at) => {
      const told = { state: 'in-force', inForceAt: at, owner: null, waitsFor: null } as const;
      const done = await rows.updateOne(held(lease), { $set: told }, { session });
      if (done.matchedCount === 0) return false;
      await rows.updateMany(
        { _id: { $ne: lease.tag }, state: 'in-force' },
        { $set: { state: 'superseded', supersededAt: at } },
        { session },
      );
      return true;
    },
    fail: async ({ session }, lease, error) => {
      const told = { state: 'failed', error, owner: null, waitsFor: null } as const;
      return (await rows.updateOne(held(lease), { $set: told }, { session })).matchedCount === 1;
    },
    release: async (lease) => {
      await rows.updateOne(held(lease), { $set: { owner: null, leaseUntil: new Date(0) } });
    },
    superseded: async (kept) => {
      const there = { state: 'superseded', takenOutAt: null } as const;
      const found = await rows.find(there).sort({ number: -1 }).skip(kept).toArray();
      return found.toReversed().map(toSet);
    },
    sharedKeys: async (tag, keys) => {
      const others = { _id: { $ne: tag }, takenOutAt: null, 'parts.key': { $in: [...keys] } };
      const found = await rows.find(others, { projection: { parts: 1 } }).toArray();
      const theirs = new Set(found.flatMap(({ parts }) => parts.map(({ key }) => key)));
      return new Set(keys.filter((key) => theirs.has(key)));
    },
    noteTakenOut: async (tag, at) => {
      await rows.updateOne({ _id: tag, takenOutAt: null }, { $set: { takenOutAt: at } });
    },
    isTakenOut: async (key) => {
      const sets = await rows
        .find({ 'parts.key': key }, { projection: { takenOutAt: 1 } })
        .toArray();
      return sets.length > 0 && sets.every(({ takenOutAt }) => takenOutAt != null);
    },
    watch: (ring, failed) => {
      const stream = rows.watch([{ $match: { operationType: 'insert' } }]);
      stream.on('change', ring);
      stream.on('error', failed);
      return () => stream.close();
    },
  };
}
