import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../platform/errors.ts';
import type { Store, Tx } from './connect.ts';
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
  readonly address?: string;
  readonly phone?: string;
  /** When its doors are open, in its own words. */
  readonly hours?: string;
  /** From then on it gets nothing new; its cases and people keep it. */
  readonly dissolvedAt: Date | null;
  /** Whose office takes over what was open when it was dissolved. */
  readonly successorId?: string | null;
  readonly version: number;
}

export interface UnitStore {
  readonly find: (unitId: string, tx?: Tx) => Promise<UnitRow | null>;
  /** Every unit, parents before children; those that were dissolved too, for old cases name them. */
  readonly list: () => Promise<UnitRow[]>;
  /** Ids of the units below and including these. */
  readonly withDescendants: (unitIds: readonly string[]) => Promise<string[]>;
  /** @throws Conflict when the id is taken. */
  readonly insert: (row: UnitRow, tx?: Tx) => Promise<void>;
  /** Changes a unit read at `version`; null when somebody was first. */
  readonly change: (
    unitId: string,
    version: number,
    fields: Partial<Omit<UnitRow, '_id' | 'version'>>,
    tx?: Tx,
  ) => Promise<UnitRow | null>;
}

/** Whether a unit may be given something new. */
export function isStanding({ dissolvedAt }: Pick<UnitRow, 'dissolvedAt'>, at: Date): boolean {
  return dissolvedAt === null || dissolvedAt > at;
}

/**
 * A unit that something new may be given to.
 *
 * @throws Refusal `UNIT_UNKNOWN` for none of that id, and for one that is dissolved
 */
export async function findStanding(
  units: Pick<UnitStore, 'find'>,
  unitId: string,
  at: Date,
): Promise<UnitRow> {
  const unit = await units.find(unitId);
  if (unit === null || !isStanding(unit, at))
    throw new Refusal('UNIT_UNKNOWN', { field: 'unitId' });
  return unit;
}

/** The tree of units. */
export function createUnitStore(store: Store): UnitStore {
  const rows = store.rows<UnitRow>('units');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: (unitId, tx) => rows.findOne({ _id: unitId }, within(tx)),
    list: () => rows.find({}).sort({ tier: 1, _id: 1 }).toArray(),
    withDescendants: async (unitIds) =>
      (
        await rows
          .find({ path: { $in: [...unitIds] } })
          .project<{ _id: string }>({ _id: 1 })
          .toArray()
      ).map(({ _id }) => _id),
    insert: async (row, tx) => {
      try {
        await rows.insertOne(row, within(tx));
      } catch (error) {
        if (isDuplicateKey(error)) throw new Conflict('the unit id is taken', { cause: error });
        throw error;
      }
    },
    change: (unitId, version, fields, tx) =>
      rows.findOneAndUpdate(
        { _id: unitId, version },
        { $set: { ...fields, version: version + 1 } },
        { returnDocument: 'after', ...within(tx) },
      ),
  };
}
