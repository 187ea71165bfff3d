import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

interface PeriodRow {
  /** `<schedule>:<end of the period>`. */
  readonly _id: string;
  readonly schedule: string;
  readonly until: Date;
  readonly startedAt: Date;
  readonly doneAt: Date | null;
}

export interface PeriodStore {
  /** End of the newest period that was done; null before the first. */
  readonly newest: (schedule: string) => Promise<Date | null>;
  /** Takes a period; false when it is done, or somebody took it within `patienceMs`. */
  readonly takeOnce: (
    schedule: string,
    until: Date,
    at: Date,
    patienceMs: number,
  ) => Promise<boolean>;
  readonly done: (schedule: string, until: Date, at: Date) => Promise<void>;
}

/** The ledger of periods: which run of a schedule was done. */
export function createPeriodStore(store: Store): PeriodStore {
  const rows = store.rows<PeriodRow>('schedule_periods');
  const idOf = (schedule: string, until: Date) => `${schedule}:${until.toISOString()}`;
  return {
    newest: async (schedule) =>
      (
        await rows
          .find({ schedule, doneAt: { $ne: null } })
          .sort({ until: -1 })
          .limit(1)
          .next()
      )?.until ?? null,
    takeOnce: async (schedule, until, at, patienceMs) => {
      const stale = new Date(at.getTime() - patienceMs);
      try {
        const taken = await rows.updateOne(
          { _id: idOf(schedule, until), doneAt: null, startedAt: { $lt: stale } },
          { $set: { startedAt: at }, $setOnInsert: { schedule, until, doneAt: null } },
          { upsert: true },
        );
        return taken.matchedCount + taken.upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    done: async (schedule, until, at) => {
      await rows.updateOne({ _id: idOf(schedule, until) }, { $set: { doneAt: at } });
    },
  };
}
