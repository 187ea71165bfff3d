import type { RoleAtUnit } from '../../processes/roles.ts';
import { Conflict } from '../platform/errors.ts';
import type { Store, Tx } from './connect.ts';

/** A person of the house, with the roles they hold at units. */
export interface UserRow {
  readonly _id: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly RoleAtUnit[];
  readonly language: 'zh' | 'en';
  readonly disabled: boolean;
  /** Sessions opened before this instant are void: set when roles, password or access change. */
  readonly sessionsValidFrom: Date;
  readonly version: number;
}

export interface UserStore {
  readonly find: (userId: string, tx?: Tx) => Promise<UserRow | null>;
  readonly findByLogin: (login: string) => Promise<UserRow | null>;
  readonly list: () => Promise<UserRow[]>;
  readonly count: () => Promise<number>;
  /** Those who are let in and stand in a group: `role`, or `role@unit`. */
  readonly inGroup: (group: string) => Promise<UserRow[]>;
  /** @throws Conflict when the login is taken. */
  readonly insert: (row: UserRow) => Promise<void>;
  /** Changes a person read at `version`; null when somebody was first. */
  readonly change: (
    userId: string,
    version: number,
    fields: Partial<Omit<UserRow, '_id' | 'version'>>,
    tx?: Tx,
  ) => Promise<UserRow | null>;
}

/** True for MongoDB's answer that a unique key is there already (code 11000). */
export function isDuplicateKey(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 11000;
}

/** For a row that is put once: somebody was first, which is no fault. Anything else is thrown on. */
export function nullWhenThere(thrown: unknown): null {
  if (isDuplicateKey(thrown)) return null;
  throw thrown;
}

/** The people of the house. */
export function createUserStore(store: Store): UserStore {
  const rows = store.rows<UserRow>('users');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: (userId, tx) => rows.findOne({ _id: userId }, within(tx)),
    findByLogin: (login) => rows.findOne({ login }),
    list: () => rows.find({}).sort({ login: 1 }).toArray(),
    count: () => rows.countDocuments({}),
    inGroup: (group) => {
      const [role = '', unitId] = group.split('@');
      const held = { role: { $eq: role }, ...(unitId === undefined ? {} : { unitId }) };
      return rows
        .find({ disabled: false, roles: { $elemMatch: held } })
        .sort({ _id: 1 })
        .toArray();
    },
    insert: async (row) => {
      try {
        await rows.insertOne(row);
      } catch (error) {
        if (isDuplicateKey(error)) throw new Conflict('the login is taken', { cause: error });
        throw error;
      }
    },
    change: (userId, version, fields, tx) =>
      rows.findOneAndUpdate(
        { _id: userId, version },
        { $set: { ...fields, version: version + 1 } },
        { returnDocument: 'after', ...within(tx) },
      ),
  };
}
