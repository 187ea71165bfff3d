import { type Preferences, usualPreferences } from '../../processes/notify/preferences.ts';
import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** Where a person of the house can be reached besides the desk; empty: not by this way. */
export interface Addresses {
  readonly mail: string;
  readonly sms: string;
  readonly wecom: string;
}

/** What one person chose, with where they are reached. */
export interface PreferenceRow extends Preferences {
  /** User id. */
  readonly _id: string;
  readonly addresses: Addresses;
  readonly version: number;
}

export interface PreferenceStore {
  /** What holds for a person: their choice, or what applies to everybody, at version 0. */
  readonly find: (userId: string) => Promise<PreferenceRow>;
  readonly findAll: (userIds: readonly string[]) => Promise<ReadonlyMap<string, PreferenceRow>>;
  /** Writes what was read at `version`; null when another writer was first. */
  readonly save: (row: PreferenceRow) => Promise<PreferenceRow | null>;
}

const nowhere: Addresses = { mail: '', sms: '', wecom: '' };

function usual(userId: string): PreferenceRow {
  return { _id: userId, ...usualPreferences, addresses: nowhere, version: 0 };
}

/** How people of the house want to be told. */
export function createPreferenceStore(store: Store): PreferenceStore {
  const rows = store.rows<PreferenceRow>('notify_preferences');
  return {
    find: async (userId) => (await rows.findOne({ _id: userId })) ?? usual(userId),
    findAll: async (userIds) => {
      const found = await rows.find({ _id: { $in: [...userIds] } }).toArray();
      const chosen = new Map(found.map((row) => [row._id, row]));
      return new Map(userIds.map((userId) => [userId, chosen.get(userId) ?? usual(userId)]));
    },
    save: async ({ _id, version, ...fields }) => {
      const next = { ...fields, version: version + 1 };
      if (version > 0)
        return rows.findOneAndUpdate({ _id, version }, { $set: next }, { returnDocument: 'after' });
      try {
        await rows.insertOne({ _id, ...next });
        return { _id, ...next };
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
  };
}
