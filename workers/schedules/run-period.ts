import type { PeriodStore } from '../store/periods.ts';

/** The half-open span a run is about. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

/** A recurring run: called with its period, never asked to look at a clock. */
export interface Schedule {
  readonly name: string;
  /** Length of a period, ms; periods begin at whole multiples since 1970. */
  readonly everyMs: number;
  readonly run: (period: Period) => Promise<void>;
}

const patienceMs = 10 * 60_000;

/**
 * Runs what is due of a schedule: everything since the last period that was done, as one run, never the same period
 * twice. Missed periods are caught up together.
 *
 * @returns whether it ran
 */
export async function runDue(
  periods: PeriodStore,
  schedule: Schedule,
  now: Date,
): Promise<boolean> {
  const until = new Date(Math.floor(now.getTime() / schedule.everyMs) * schedule.everyMs);
  const newest = await periods.newest(schedule.name);
  if (newest !== null && newest >= until) return false;
  if (!(await periods.takeOnce(schedule.name, until, now, patienceMs))) return false;
  await schedule.run({ since: newest ?? new Date(0), until });
  await periods.done(schedule.name, until, now);
  return true;
}
