import { type PreviewGround, stalenessOf } from '../../processes/clock/calendar-preview.ts';
import type { CalendarRun, RunItem } from '../../workers/store/calendar-runs.ts';
import type { RunItemView, RunView } from './schema.ts';

type Names = ReadonlyMap<string, string>;

/** Somebody by id; who is gone keeps the id. */
export function personOf(id: string, names: Names): { id: string; name: string } {
  return { id, name: names.get(id) ?? id };
}

/** How far a run is. A preview also says whether it still stands at the present revision and version. */
export function presentRun(
  run: CalendarRun,
  present: PreviewGround,
  { names, open }: { readonly names: Names; readonly open: number },
): RunView {
  const { id, kind, state, seen, total, tally, error } = run;
  const ground = { revision: run.revision, base: run.base, at: run.asOf ?? run.askedAt };
  return {
    ...{ id, kind, state, seen, total, tally, open, error },
    version: run.calendar.version,
    askedBy: personOf(run.askedBy, names),
    askedAt: run.askedAt.toISOString(),
    asOf: run.asOf?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    stale: kind === 'preview' ? stalenessOf(ground, present) : null,
  };
}

/** One clock of a run, with its case by number. */
export function presentItem(item: RunItem, names: Names): RunItemView {
  const { clockId, caseId, number, kind, mark, verdictBefore, verdictAfter, demerits, refusal } =
    item;
  const { decision } = item;
  return {
    ...{ clockId, caseId, number, kind, mark, verdictBefore, verdictAfter, demerits, refusal },
    dueBefore: item.dueBefore.toISOString(),
    dueAfter: item.dueAfter.toISOString(),
    decision: decision && {
      what: decision.what,
      reason: decision.reason,
      by: personOf(decision.by, names),
      at: decision.at.toISOString(),
    },
  };
}
