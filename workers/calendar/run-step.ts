import type { Now } from '../platform/clock.ts';
import type { Failpoint } from '../platform/failpoint.ts';
import type { Logger } from '../platform/logger.ts';
import type { CalendarRun, Lease } from '../store/calendar-runs.ts';
import type { Stores } from '../store/stores.ts';

/** What a run over the clocks of a calendar works with. */
export interface RunDeps
  extends Pick<Stores, 'store' | 'calendars' | 'calendarRuns' | 'clocks' | 'cases' | 'outbox'> {
  readonly now: Now;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
}

/** Goes on with a run: the run after the step, `done`, or `lost` when it was stopped or another has taken it. */
export type RunStep = (
  deps: RunDeps,
  run: CalendarRun,
  lease: Lease,
) => Promise<CalendarRun | 'done' | 'lost'>;
