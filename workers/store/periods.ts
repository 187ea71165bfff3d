import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

interface PeriodRow {
  /** `<schedule>:<beginning of the period>`: hosts whose clocks differ mean other ends, and only one may go on from here. */
  readonly _id: string;
  readonly schedule: string;
  readonly until: Date;
  /** By the clock of the host that took it; told to people. */
  readonly startedAt: Date;
  /** By the database's clock: since when it is in somebody's hands. */
  readonly takenAt: Date;
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
      const _id = idOf(schedule, since);
      const keep = (name: string, value: unknown) => ({ [name]: { $ifNull: [`$${name}`, value] } });
      const first = {
        ...{ ...keep('schedule', schedule), ...keep('until', until), ...keep('startedAt', at) },
        ...{ ...keep('takenAt', '$$NOW'), ...keep('doneAt', null) },
      };
      try {
        const opened = await rows.updateOne({ _id }, [{ $set: first }], { upsert: true });
        if (opened.upsertedCount === 1) return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      // By the database's clock: those of two hosts can be an hour apart, and one would take what the other has in hand.
      const isStale = {
        $lt: [{ $ifNull: ['$takenAt', new Date(0)] }, { $subtract: ['$$NOW', patienceMs] }],
      };
      const again = await rows.updateOne({ _id, doneAt: null, $expr: isStale }, [
        { $set: { startedAt: at, until, takenAt: '$$NOW' } },
      ]);
      return again.matchedCount === 1;
    },
    done: async (schedule, since, at) => {
      await rows.updateOne({ _id: idOf(schedule, since) }, { $set: { doneAt: at } });
    },
  };
}
