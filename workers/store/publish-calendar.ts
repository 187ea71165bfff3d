import { calendarProblems } from '../../processes/clock/calendar-check.ts';
import { stalenessOf } from '../../processes/clock/calendar-preview.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../platform/errors.ts';
import type { CalendarDraft } from './calendar-drafts.ts';
import type { CalendarRun } from './calendar-runs.ts';
import type { Stores } from './stores.ts';

type PublishDeps = Pick<Stores, 'store' | 'calendars' | 'calendarDrafts' | 'calendarRuns'>;

export interface Published {
  readonly version: number;
  readonly runId: string;
}

/** @throws Refusal `PREVIEW_MISSING`, `PREVIEW_STALE` */
function checkPreview(
  draft: CalendarDraft,
  runs: readonly CalendarRun[],
  present: { readonly base: number; readonly at: Date },
): void {
  const preview = runs.find(({ kind }) => kind === 'preview');
  if (preview?.state !== 'done' || preview.asOf === null) throw new Refusal('PREVIEW_MISSING');
  const ground = { revision: preview.revision, base: preview.base, at: preview.asOf };
  const reason = stalenessOf(ground, { revision: draft.revision, ...present });
  if (reason !== null) throw new Refusal('PREVIEW_STALE', { reason });
}

/**
 * Brings a draft into force under the next version, by somebody who had no hand in it, and asks for the run that counts
 * every open clock again: one transaction.
 *
 * @throws Refusal `CALENDAR_DRAFT_UNKNOWN`, `CHANGED_MEANWHILE`, `OWN_CALENDAR_DRAFT`, `CALENDAR_PROBLEMS`,
 *   `PREVIEW_MISSING`, `PREVIEW_STALE`
 */
export async function publishDraft(
  deps: PublishDeps,
  draftRead: { readonly calendarId: string; readonly revision: number },
  by: { readonly at: Date; readonly userId: string },
): Promise<Published> {
  const { calendarId, revision } = draftRead;
  const draft = await deps.calendarDrafts.find(calendarId);
  if (draft === null) throw new Refusal('CALENDAR_DRAFT_UNKNOWN');
  if (draft.revision !== revision) throw new Refusal('CHANGED_MEANWHILE');
  if (draft.editors.includes(by.userId)) throw new Refusal('OWN_CALENDAR_DRAFT');
  const problems = calendarProblems(draft.content);
  if (problems.length > 0) throw new Refusal('CALENDAR_PROBLEMS', { count: problems.length });
  const base = await deps.calendars.versionInForce(calendarId);
  checkPreview(draft, await deps.calendarRuns.ofCalendar(calendarId, 20), { base, at: by.at });
  const version = base + 1;
  const runId = `apply-${calendarId}-${version}`;
  await deps.store.transaction(async (tx) => {
    const calendar = { id: calendarId, version, ...draft.content };
    const publishing = { ...by, draftedBy: draft.editors };
    if (!(await deps.calendars.publish(tx, calendar, publishing)))
      throw new Conflict('the version is there already');
    if (!(await deps.calendarDrafts.remove(calendarId, revision, tx)))
      throw new Conflict('the draft was changed meanwhile');
    const { id: _, ...counted } = calendar;
    const run = {
      id: runId,
      kind: 'apply',
      calendarId,
      calendar: counted,
      base,
      revision,
    } as const;
    await deps.calendarRuns.ask(run, by, tx);
  });
  return { version, runId };
}
