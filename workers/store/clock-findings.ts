import type { Discrepancy } from '../../processes/clock/reconcile.ts';
import type { Store, Tx } from './connect.ts';

/** A clock and its timer that did not agree: when it was seen, and what was done about it. */
export interface ClockFindingRow {
  /** `<kind>:<clock or timer>`. */
  readonly _id: string;
  readonly kind: Discrepancy['kind'];
  readonly clockId: string | null;
  readonly caseId: string | null;
  readonly timerKey: string | null;
  readonly expectedAt: Date | null;
  readonly dueAt: Date | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** How often word was sent to the diagram to mend it. */
  readonly mends: number;
  readonly mendedAt: Date | null;
  /** When a look no longer found it; null while it stands. */
  readonly goneAt: Date | null;
}

export type Seen = Pick<
  ClockFindingRow,
  '_id' | 'kind' | 'clockId' | 'caseId' | 'timerKey' | 'expectedAt' | 'dueAt'
>;

export interface ClockFindingStore {
  /** Notes that it was seen at `at`; the row as it was before, null when it is new or had gone. */
  readonly note: (seen: Seen, at: Date) => Promise<ClockFindingRow | null>;
  readonly mended: (tx: Tx, findingId: string, at: Date) => Promise<void>;
  /** Whatever a look that began at `at` did not find any more is gone. */
  readonly closeUnseen: (at: Date) => Promise<void>;
  /** How many stand, by kind. */
  readonly countOpen: () => Promise<Readonly<Record<Discrepancy['kind'], number>>>;
  /** Those that stand, then those that are gone; of both the newest first. */
  readonly newest: (limit: number) => Promise<ClockFindingRow[]>;
}

/** What comparing clocks with the engine's timers has found. */
export function createClockFindingStore(store: Store): ClockFindingStore {
  const rows = store.rows<ClockFindingRow>('clock_findings');
  return {
    note: async ({ _id, ...fields }, at) => {
      const known = await rows.findOneAndUpdate(
        { _id, goneAt: null },
        { $set: { ...fields, lastSeenAt: at } },
        { returnDocument: 'before' },
      );
      if (known !== null) return known;
      const begun = { ...fields, firstSeenAt: at, lastSeenAt: at, goneAt: null };
      await rows.updateOne(
        { _id },
        { $set: begun, $setOnInsert: { mends: 0, mendedAt: null } },
        { upsert: true },
      );
      return null;
    },
    mended: async (tx, findingId, at) => {
      await rows.updateOne(
        { _id: findingId },
        { $set: { mendedAt: at }, $inc: { mends: 1 } },
        { session: tx.session },
      );
    },
    closeUnseen: async (at) => {
      await rows.updateMany({ goneAt: null, lastSeenAt: { $lt: at } }, { $set: { goneAt: at } });
    },
    countOpen: async () => {
      const count = (kind: Discrepancy['kind']) => rows.countDocuments({ kind, goneAt: null });
      const [missing, wrongTime, extra] = await Promise.all([
        count('missing'),
        count('wrong-time'),
        count('extra'),
      ]);
      return { missing, 'wrong-time': wrongTime, extra };
    },
    newest: (limit) => rows.find().sort({ goneAt: 1, lastSeenAt: -1 }).limit(limit).toArray(),
  };
}
