import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarRun, ItemDecision } from './calendar-runs.ts';
import { recountOnce } from './recount.ts';
import type { Stores } from './stores.ts';

type DecideDeps = Pick<Stores, 'store' | 'calendarRuns' | 'cases' | 'clocks' | 'outbox'>;

export interface ClockDecision extends Pick<ItemDecision, 'what' | 'reason'> {
  readonly run: CalendarRun;
  readonly clockId: string;
}

/**
 * Decides on a clock that would be overdue by a new calendar alone: it is counted with it all the same, or keeps the
 * version it was counted with. Decided once; what is decided and what it does are one transaction.
 *
 * @throws Refusal `CLOCK_UNKNOWN`, `CLOCK_DECIDED`, `CALENDAR_RUN_IS_PREVIEW`
 */
export async function decideOnClock(
  deps: DecideDeps,
  { run, clockId, what, reason }: ClockDecision,
  by: Actor,
  at: Date,
): Promise<void> {
  if (run.kind !== 'apply') throw new Refusal('CALENDAR_RUN_IS_PREVIEW');
  await deps.store.transaction(async (tx) => {
    const item = await deps.calendarRuns.item(run.id, clockId, tx);
    if (item === null) throw new Refusal('CLOCK_UNKNOWN');
    const decision = { what, reason, at, by: by.userId ?? '' };
    if (!(await deps.calendarRuns.decide(tx, item._id, decision)))
      throw new Refusal('CLOCK_DECIDED');
    if (what === 'keep') return;
    const calendar = { id: run.calendarId, ...run.calendar };
    await recountOnce(deps, tx, clockId, { calendar, at, decidedBy: by });
  });
}
