import type { Store, Tx } from './connect.ts';

interface SettingRow {
  readonly _id: string;
  readonly value: unknown;
  readonly at: Date;
  readonly by?: string;
  readonly version?: number;
}

export interface SettingStore {
  readonly find: (name: string, tx?: Tx) => Promise<unknown>;
  /** A setting with its version; 0 while nobody has set it. */
  readonly read: (
    name: string,
    tx?: Tx,
  ) => Promise<{ readonly value: unknown; readonly version: number }>;
  /** Changes a setting read at `version`; false when somebody was first. */
  readonly change: (
    name: string,
    to: { readonly value: unknown; readonly version: number; readonly at: Date },
    tx?: Tx,
  ) => Promise<boolean>;
  /** Notes a fact about the installation; true only for the first who says it. */
  readonly noteOnce: (name: string, value: unknown, at: Date) => Promise<boolean>;
  /** Sets what somebody chose. */
  readonly choose: (
    name: string,
    value: unknown,
    by: { readonly at: Date; readonly userId: string },
  ) => Promise<void>;
}

/** Facts about the installation itself, such as which set of diagrams was shipped into it, and its settings. */
export function createSettingStore(store: Store): SettingStore {
  const rows = store.rows<SettingRow>('settings');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: async (name, tx) => (await rows.findOne({ _id: name }, within(tx)))?.value ?? null,
    read: async (name, tx) => {
      const row = await rows.findOne({ _id: name }, within(tx));
      return { value: row?.value ?? null, version: row?.version ?? 0 };
    },
    change: async (name, { value, version, at }, tx) => {
      if (version > 0) {
        const next = { value, at, version: version + 1 };
        const done = await rows.updateOne({ _id: name, version }, { $set: next }, within(tx));
        return done.matchedCount === 1;
      }
      const first = { value, at, version: 1 };
      const done = await rows.updateOne(
        { _id: name },
        { $setOnInsert: first },
        { upsert: true, ...within(tx) },
      );
      return done.upsertedCount === 1;
    },
    noteOnce: async (name, value, at) => {
      const done = await rows.updateOne(
        { _id: name },
        { $setOnInsert: { value, at } },
        { upsert: true },
      );
      return done.upsertedCount === 1;
    },
    choose: async (name, value, { at, userId }) => {
      await rows.updateOne({ _id: name }, { $set: { value, at, by: userId } }, { upsert: true });
    },
  };
}
