import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

interface PeriodRow {
  /** `<schedule>:<beginning of the period>`: hosts whose clocks differ mean other ends, and only one may go on from here. */
  readonly _id: string;
  readonly schedule: string;
  readonly until: Date;
  readonly startedAt: Date;
  readonly doneAt: Date | null;
}

export interface PeriodStore {
  /** End of the newest period that was done; null before the first. */
  readonly newest: (schedule: string) => Promise<Date | null>;
  /** Takes what follows `since`; false when it is done, or somebody took it within `patienceMs`. */
  readonly takeOnce: (
    schedule: string,
    period: { readonly since: Date; readonly until: Date },
    at: Date,
    patienceMs: number,
  ) => Promise<boolean>;
  readonly done: (schedule: string, since: Date, at: Date) => Promise<void>;
}

/** The ledger of periods: which run of a schedule was done. */
export function createPeriodStore(store: Store): PeriodStore {
  const rows = store.rows<PeriodRow>('schedule_periods');
  const idOf = (schedule: string, since: Date) => `${schedule}:${since.toISOString()}`;
  return {
    newest: async (schedule) =>
      (
        await rows
          .find({ schedule, doneAt: { $ne: null } })
          .sort({ until: -1 })
          .limit(1)
          .next()
      )?.until ?? null,
    takeOnce: async (schedule, { since, until }, at, patienceMs) => {
      const stale = new Date(at.getTime() - patienceMs);
      try {
        const taken = await rows.updateOne(
          { _id: idOf(schedule, since), doneAt: null, startedAt: { $lt: stale } },
          { $set: { startedAt: at, until }, $setOnInsert: { schedule } },
          { upsert: true },
        );
        return taken.matchedCount + taken.upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    done: async (schedule, since, at) => {
      await rows.updateOne({ _id: idOf(schedule, since) }, { $set: { doneAt: at } });
    },
  };
}
