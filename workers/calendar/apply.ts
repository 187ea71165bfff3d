import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarRun, Lease, RunProgress } from '../store/calendar-runs.ts';
import type { Tx } from '../store/connect.ts';
import { recountOnce } from '../store/recount.ts';
import { itemOfEffect, itemOfRefusal, tallied } from './run-item.ts';
import type { RunDeps, RunStep } from './run-step.ts';

const calendarOf = ({ calendarId, calendar }: CalendarRun): Calendar => ({
  id: calendarId,
  ...calendar,
});

class LostLease extends Error {
  override readonly name = 'LostLease';
}

/** What came of one clock: the line of the run about it, and the tally with it. Nothing new: it was met before. */
async function recountOne(
  deps: RunDeps,
  tx: Tx,
  run: CalendarRun,
  clock: ClockRecord,
  numbers: ReadonlyMap<string, string>,
) {
  const nothing = { item: null, tally: run.tally, isNew: false };
  const effect = await recountOnce(deps, tx, clock.id, {
    calendar: calendarOf(run),
    at: deps.now(),
  });
  if (effect === null) return nothing;
  const isLeft = effect.moves === 'undecided';
  // A clock that waits for a decision is met again by the next walk.
  if (isLeft && (await deps.calendarRuns.item(run.id, clock.id, tx)) !== null) return nothing;
  const item = itemOfEffect(effect, { run, clock, numbers });
  return { item, tally: tallied(run.tally, effect), isNew: true };
}

async function setAside(
  deps: RunDeps,
  run: CalendarRun,
  lease: Lease,
  clock: ClockRecord,
  refusal: Refusal,
): Promise<RunProgress> {
  const numbers = await deps.calendarRuns.numbersOf([clock.caseId]);
  return deps.store.transaction(async (tx) => {
    // A clock that was set aside is met again by the next walk.
    const isNew = (await deps.calendarRuns.item(run.id, clock.id, tx)) === null;
    const { refused } = run.tally;
    const tally = { ...run.tally, refused: refused + Number(isNew) };
    const added = run.phase === 'judged' && isNew ? 1 : 0;
    const total = (run.total ?? 0) + added;
    const progress = { cursor: clock.id, seen: run.seen + Number(isNew), tally, total };
    await deps.calendarRuns.putItems([itemOfRefusal(refusal.code, { run, clock, numbers })], tx);
    if (!(await deps.calendarRuns.advance(lease, progress, tx))) throw new LostLease();
    return progress;
  });
}

async function applyTo(
  deps: RunDeps,
  run: CalendarRun,
  lease: Lease,
  clock: ClockRecord,
): Promise<RunProgress> {
  const numbers = await deps.calendarRuns.numbersOf([clock.caseId]);
  return deps.store.transaction(async (tx) => {
    const { item, tally, isNew } = await recountOne(deps, tx, run, clock, numbers);
    // In the second walk only what came meanwhile is new.
    const isFirstWalk = run.phase === 'open';
    const seen = run.seen + Number(isFirstWalk || isNew);
    const total = isFirstWalk ? run.total : (run.total ?? 0) + Number(isNew);
    const progress = { cursor: clock.id, seen, tally, total };
    if (item !== null) await deps.calendarRuns.putItems([item], tx);
    if (!(await deps.calendarRuns.advance(lease, progress, tx))) throw new LostLease();
    return progress;
  });
}

async function advanceTo(deps: RunDeps, run: CalendarRun, lease: Lease, progress: RunProgress) {
  const isOurs = await deps.calendarRuns.advance(lease, progress);
  return isOurs ? { ...run, ...progress } : 'lost';
}

/**
 * One step of applying a published calendar: counts one open clock again, in one transaction with how far the run came.
 * One at a time, as several are a burst of work for database and engine that whoever works beside it waits behind. A
 * clock says by itself whether it was counted, so that nothing is done twice whoever takes the run up again. The clocks
 * are walked a second time for those that began with the older version while the first walk went on.
 */
export const applyStep: RunStep = async (deps, run, lease) => {
  if (run.total === null) {
    const total = await deps.clocks.countCountedBefore(calendarOf(run));
    const { tally } = run;
    return advanceTo(deps, run, lease, { cursor: null, seen: 0, tally, total, asOf: deps.now() });
  }
  const page = { after: run.cursor, limit: 1 };
  const [clock] = await deps.clocks.countedBefore(calendarOf(run), page);
  if (clock === undefined) {
    if (run.phase === 'judged') return 'done';
    const { seen, tally } = run;
    return advanceTo(deps, run, lease, { phase: 'judged', cursor: null, seen, tally });
  }
  try {
    const progress = await applyTo(deps, run, lease, clock).catch((error: unknown) => {
      if (error instanceof Refusal) return setAside(deps, run, lease, clock, error);
      throw error;
    });
    deps.failpoint('calendar-apply:clock');
    return { ...run, ...progress };
  } catch (error) {
    if (error instanceof LostLease) return 'lost';
    throw error;
  }
};
