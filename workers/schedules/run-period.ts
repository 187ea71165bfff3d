import type { PeriodStore } from '../store/periods.ts';

/** The half-open span a run is about. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

interface Recurring {
  readonly name: string;
  /** Called with its period, never asked to look at a clock. */
  readonly run: (period: Period) => Promise<void>;
}

/** A run about whatever happened since the last one. */
interface Steady extends Recurring {
  /** Length of a period, ms; periods begin at whole multiples since 1970. */
  readonly everyMs: number;
}

/** A run about each day, week or month of a calendar by itself. */
interface ByCalendar extends Recurring {
  /** Periods that ended by `now` and after the one that was done last, the oldest first. */
  readonly duePeriods: (after: Date | null, now: Date) => readonly Period[];
}

/** A recurring run. */
export type Schedule = Steady | ByCalendar;

const patienceMs = 10 * 60_000;

async function runOnce(
  periods: PeriodStore,
  { name, run }: Schedule,
  period: Period,
  now: Date,
): Promise<boolean> {
  if (!(await periods.takeOnce(name, period, now, patienceMs))) return false;
  await run(period);
  await periods.done(name, period.since, now);
  return true;
}

async function runSince(periods: PeriodStore, schedule: Steady, now: Date): Promise<boolean> {
  const until = new Date(Math.floor(now.getTime() / schedule.everyMs) * schedule.everyMs);
  const newest = await periods.newest(schedule.name);
  if (newest !== null && newest >= until) return false;
  return runOnce(periods, schedule, { since: newest ?? new Date(0), until }, now);
}

/**
 * Runs what is due of a schedule, never the same period twice. A steady one catches up on missed periods together, as one
 * run; one by the calendar runs each missed period by itself, in order, and stops at the first that somebody else has.
 *
 * @returns whether it ran
 */
export async function runDue(
  periods: PeriodStore,
  schedule: Schedule,
  now: Date,
): Promise<boolean> {
  if ('everyMs' in schedule) return runSince(periods, schedule, now);
  const due = schedule.duePeriods(await periods.newest(schedule.name), now);
  for (const [index, period] of due.entries()) {
    if (!(await runOnce(periods, schedule, period, now))) return index > 0;
  }
  return due.length > 0;
}
