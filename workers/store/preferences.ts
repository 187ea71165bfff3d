import { type Preferences, quietOf, usualPreferences } from '../../processes/notify/preferences.ts';
import type { Store } from './connect.ts';
import { quietHoursInForce } from './house-settings.ts';
import type { SettingStore } from './settings.ts';
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

/** How people of the house want to be told; whoever chose no quiet hours has those of the house. */
export function createPreferenceStore(
  store: Store,
  settings: Pick<SettingStore, 'find'>,
): PreferenceStore {
  const rows = store.rows<PreferenceRow>('notify_preferences');
  const usual = async (): Promise<Omit<PreferenceRow, '_id'>> => {
    const quiet = quietOf(await quietHoursInForce(settings));
    return { ...usualPreferences, quiet, addresses: nowhere, version: 0 };
  };
  return {
    find: async (userId) =>
      (await rows.findOne({ _id: userId })) ?? { _id: userId, ...(await usual()) },
    findAll: async (userIds) => {
      const [found, other] = await Promise.all([
        rows.find({ _id: { $in: [...userIds] } }).toArray(),
        usual(),
      ]);
      const chosen = new Map(found.map((row) => [row._id, row]));
      return new Map(
        userIds.map((userId) => [userId, chosen.get(userId) ?? { _id: userId, ...other }]),
      );
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
