import type { Calendar } from '../../processes/clock/calendar.ts';
import { changedDays, widened } from '../../processes/clock/calendar-check.ts';
import {
  type ClockEffect,
  recountClock,
  reviewVerdict,
} from '../../processes/clock/calendar-effect.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { MoveGround } from '../../processes/clock/move-clock.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarRun, RunItem, RunProgress } from '../store/calendar-runs.ts';
import type { TimeSpan } from '../store/clocks.ts';
import { itemOfEffect, itemOfRefusal, itemOfReview, tallied } from './run-item.ts';
import type { RunDeps, RunStep } from './run-step.ts';

const pageSize = 100;

/** When a clock must have run so that its verdict could differ; null when none can. */
async function affectedSpan({ calendars }: RunDeps, run: CalendarRun): Promise<TimeSpan | null> {
  const before = await calendars.find(run.calendarId, run.base);
  const days = before === null ? null : changedDays(before, calendarOf(run));
  return days === null ? null : widened(days);
}

const calendarOf = ({ calendarId, calendar }: CalendarRun): Calendar => ({
  id: calendarId,
  ...calendar,
});

async function begin(deps: RunDeps, run: CalendarRun): Promise<RunProgress> {
  const span = await affectedSpan(deps, run);
  const [open, judged] = await Promise.all([
    deps.clocks.countCountedBefore(calendarOf(run)),
    span === null ? 0 : deps.clocks.countJudged(run.calendarId, span),
  ]);
  return { cursor: null, seen: 0, tally: run.tally, total: open + judged, asOf: deps.now() };
}

function effectOrRefusal(clock: ClockRecord, ground: MoveGround): ClockEffect | Refusal {
  try {
    return recountClock(clock, ground);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function lookAtOpen(deps: RunDeps, run: CalendarRun, now: Date) {
  const calendar = calendarOf(run);
  const page = { after: run.cursor, limit: pageSize };
  const clocks = await deps.clocks.countedBefore(calendar, page);
  const last = clocks.at(-1);
  if (last === undefined) {
    const { seen, tally } = run;
    return { items: [], progress: { phase: 'judged', cursor: null, seen, tally } as const };
  }
  const numbers = await deps.calendarRuns.numbersOf(clocks.map(({ caseId }) => caseId));
  let { tally } = run;
  const items: RunItem[] = [];
  for (const clock of clocks) {
    const effect = effectOrRefusal(clock, { calendar, now });
    if (effect instanceof Refusal) {
      tally = { ...tally, refused: tally.refused + 1 };
      items.push(itemOfRefusal(effect.code, { run, clock, numbers }));
      continue;
    }
    const item = itemOfEffect(effect, { run, clock, numbers });
    tally = tallied(tally, effect);
    if (item !== null) items.push(item);
  }
  return { items, progress: { cursor: last.id, seen: run.seen + clocks.length, tally } };
}

async function lookAtJudged(deps: RunDeps, run: CalendarRun, now: Date) {
  const calendar = calendarOf(run);
  const span = await affectedSpan(deps, run);
  const page = { after: run.cursor, limit: pageSize };
  const clocks = span === null ? [] : await deps.clocks.judged(run.calendarId, span, page);
  const last = clocks.at(-1);
  if (last === undefined) return null;
  const numbers = await deps.calendarRuns.numbersOf(clocks.map(({ caseId }) => caseId));
  const demerits = await deps.calendarRuns.demeritsOf(clocks.map(({ id }) => id));
  const items = clocks.flatMap((clock) => {
    const review = reviewVerdict(clock, { calendar, now });
    const lost = demerits.get(clock.id) ?? 0;
    return review === null ? [] : [itemOfReview(review, { run, clock, numbers }, lost)];
  });
  const lost = items.reduce((sum, item) => sum + item.demerits, 0);
  const review = run.tally.review + items.length;
  const tally = { ...run.tally, review, demerits: run.tally.demerits + lost };
  return { items, progress: { cursor: last.id, seen: run.seen + clocks.length, tally } };
}

/**
 * One step of a preview: looks at a page of clocks, notes what would happen to each, changes none. What is noted and how
 * far it came are one transaction, so that a run that is taken up again counts nothing twice.
 */
export const previewStep: RunStep = async (deps, run, lease) => {
  if (run.asOf === null) {
    const progress = await begin(deps, run);
    return (await deps.calendarRuns.advance(lease, progress)) ? { ...run, ...progress } : 'lost';
  }
  const looked =
    run.phase === 'open'
      ? await lookAtOpen(deps, run, run.asOf)
      : await lookAtJudged(deps, run, run.asOf);
  if (looked === null) return 'done';
  const isOurs = await deps.store.transaction(async (tx) => {
    await deps.calendarRuns.putItems(looked.items, tx);
    return deps.calendarRuns.advance(lease, looked.progress, tx);
  });
  return isOurs ? { ...run, ...looked.progress } : 'lost';
};
