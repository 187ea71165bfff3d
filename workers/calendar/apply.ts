import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarRun, Lease, RunItem, RunProgress } from '../store/calendar-runs.ts';
import type { Tx } from '../store/connect.ts';
import { recountOnce } from '../store/recount.ts';
import { itemOfEffect, itemOfRefusal, tallied } from './run-item.ts';
import type { RunDeps, RunStep } from './run-step.ts';

/** Few at a time: whoever works on one of these cases meanwhile waits for this transaction. */
const batchSize = 8;

const calendarOf = ({ calendarId, calendar }: CalendarRun): Calendar => ({
  id: calendarId,
  ...calendar,
});

class LostLease extends Error {
  override readonly name = 'LostLease';
}

async function recountBatch(
  deps: RunDeps,
  tx: Tx,
  run: CalendarRun,
  clocks: readonly ClockRecord[],
  numbers: ReadonlyMap<string, string>,
) {
  const recount = { calendar: calendarOf(run), at: deps.now() };
  const items: RunItem[] = [];
  let { tally } = run;
  let counted = 0;
  for (const clock of clocks) {
    const effect = await recountOnce(deps, tx, clock.id, recount);
    if (effect === null) continue;
    const isLeft = effect.moves === 'undecided';
    // A clock that waits for a decision is met again by the next walk.
    if (isLeft && (await deps.calendarRuns.item(run.id, clock.id, tx)) !== null) continue;
    counted += 1;
    tally = tallied(tally, effect);
    const item = itemOfEffect(effect, { run, clock, numbers });
    if (item !== null) items.push(item);
  }
  return { items, tally, counted };
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

/** Clock by clock, after one of them made the whole page be refused: that one is set aside, the others go on. */
async function applySingly(
  deps: RunDeps,
  run: CalendarRun,
  lease: Lease,
  clocks: readonly ClockRecord[],
): Promise<RunProgress> {
  let at = run;
  for (const clock of clocks) {
    try {
      at = { ...at, ...(await applyPage(deps, at, lease, [clock])) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      at = { ...at, ...(await setAside(deps, at, lease, clock, error)) };
    }
  }
  return at;
}

async function applyPage(
  deps: RunDeps,
  run: CalendarRun,
  lease: Lease,
  clocks: readonly ClockRecord[],
): Promise<RunProgress> {
  const numbers = await deps.calendarRuns.numbersOf(clocks.map(({ caseId }) => caseId));
  return deps.store.transaction(async (tx) => {
    const { items, tally, counted } = await recountBatch(deps, tx, run, clocks, numbers);
    const cursor = clocks.at(-1)?.id ?? null;
    // In the second walk only what came meanwhile is new.
    const seen = run.seen + (run.phase === 'open' ? clocks.length : counted);
    const total = run.phase === 'open' ? run.total : (run.total ?? 0) + counted;
    const progress = { cursor, seen, tally, total };
    await deps.calendarRuns.putItems(items, tx);
    if (!(await deps.calendarRuns.advance(lease, progress, tx))) throw new LostLease();
    return progress;
  });
}

async function advanceTo(deps: RunDeps, run: CalendarRun, lease: Lease, progress: RunProgress) {
  const isOurs = await deps.calendarRuns.advance(lease, progress);
  return isOurs ? { ...run, ...progress } : 'lost';
}

/**
 * One step of applying a published calendar: counts a few open clocks again, in one transaction with how far the run
 * came. A clock says by itself whether it was counted, so that nothing is done twice whoever takes the run up again.
 * The clocks are walked a second time for those that began with the older version while the first walk went on.
 */
export const applyStep: RunStep = async (deps, run, lease) => {
  if (run.total === null) {
    const total = await deps.clocks.countCountedBefore(calendarOf(run));
    const { tally } = run;
    return advanceTo(deps, run, lease, { cursor: null, seen: 0, tally, total, asOf: deps.now() });
  }
  const page = { after: run.cursor, limit: batchSize };
  const clocks = await deps.clocks.countedBefore(calendarOf(run), page);
  if (clocks.length === 0) {
    if (run.phase === 'judged') return 'done';
    const { seen, tally } = run;
    return advanceTo(deps, run, lease, { phase: 'judged', cursor: null, seen, tally });
  }
  try {
    const progress = await applyPage(deps, run, lease, clocks).catch((error: unknown) => {
      if (error instanceof Refusal) return applySingly(deps, run, lease, clocks);
      throw error;
    });
    deps.failpoint('calendar-apply:batch');
    return { ...run, ...progress };
  } catch (error) {
    if (error instanceof LostLease) return 'lost';
    throw error;
  }
};
