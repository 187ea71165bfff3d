import { Conflict } from '../platform/errors.ts';
import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** A node in the tree of institutions. */
export interface UnitRow {
  readonly _id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentId: string | null;
  /** Ids from the root to this unit, itself included. */
  readonly path: readonly string[];
  /** 1 city, 2 district or department, 3 street or section, 4 village. */
  readonly tier: number;
  /** Topics the unit is competent for. */
  readonly duties: readonly string[];
  readonly dissolvedAt: Date | null;
  readonly version: number;
}

export interface UnitStore {
  readonly find: (unitId: string) => Promise<UnitRow | null>;
  /** Every unit that still exists, parents before children. */
  readonly list: () => Promise<UnitRow[]>;
  /** Ids of the units below and including these. */
  readonly withDescendants: (unitIds: readonly string[]) => Promise<string[]>;
  /** @throws Conflict when the id is taken. */
  readonly insert: (row: UnitRow) => Promise<void>;
  /** Changes a unit read at `version`; null when somebody was first. */
  readonly change: (
    unitId: string,
    version: number,
    fields: Partial<Omit<UnitRow, '_id' | 'version'>>,
  ) => Promise<UnitRow | null>;
}

/** The tree of units. */
export function createUnitStore(store: Store): UnitStore {
  const rows = store.rows<UnitRow>('units');
  return {
    find: (unitId) => rows.findOne({ _id: unitId }),
    list: () => rows.find({ dissolvedAt: null }).sort({ tier: 1, _id: 1 }).toArray(),
    withDescendants: async (unitIds) =>
      (
        await rows
          .find({ path: { $in: [...unitIds] } })
          .project<{ _id: string }>({ _id: 1 })
          .toArray()
      ).map(({ _id }) => _id),
    insert: async (row) => {
      try {
        await rows.insertOne(row);
      } catch (error) {
        if (isDuplicateKey(error)) throw new Conflict('the unit id is taken', { cause: error });
        throw error;
      }
    },
    change: (unitId, version, fields) =>
      rows.findOneAndUpdate(
        { _id: unitId, version },
        { $set: { ...fields, version: version + 1 } },
        { returnDocument: 'after' },
      ),
  };
}
