import type { Store } from './connect.ts';

interface SettingRow {
  readonly _id: string;
  readonly value: unknown;
  readonly at: Date;
  readonly by?: string;
}

export interface SettingStore {
  readonly find: (name: string) => Promise<unknown>;
  /** Notes a fact about the installation; true only for the first who says it. */
  readonly noteOnce: (name: string, value: unknown, at: Date) => Promise<boolean>;
  /** Sets what somebody chose. */
  readonly choose: (
    name: string,
    value: unknown,
    by: { readonly at: Date; readonly userId: string },
  ) => Promise<void>;
}

/** Facts about the installation itself, such as which set of diagrams was shipped into it. */
export function createSettingStore(store: Store): SettingStore {
  const rows = store.rows<SettingRow>('settings');
  return {
    find: async (name) => (await rows.findOne({ _id: name }))?.value ?? null,
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
