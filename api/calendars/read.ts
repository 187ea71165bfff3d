import { missingYear } from '../../processes/clock/calendar.ts';
import { isoDateOf, localDay } from '../../processes/clock/day.ts';
import { Refusal } from '../../processes/refusal.ts';
import { calendarInUse } from '../../workers/store/calendar-in-use.ts';
import type { CalendarRun } from '../../workers/store/calendar-runs.ts';
import { personOf, presentRun } from '../calendar-runs/presenter.ts';
import type { RunView } from '../calendar-runs/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { namesOf } from '../users/names.ts';
import { presentContent } from './presenter.ts';
import type { CalendarItem, CalendarView } from './schema.ts';

type CalendarDeps = Pick<
  ApiDeps,
  'calendars' | 'calendarDrafts' | 'calendarRuns' | 'users' | 'settings' | 'now'
>;

/** Reads calendars as their page shows them. */
export function createCalendarReader(deps: CalendarDeps) {
  const { calendars, calendarDrafts, calendarRuns, users, settings, now } = deps;

  async function list(): Promise<CalendarItem[]> {
    const [inForce, drafts, inUse] = await Promise.all([
      calendars.list(),
      calendarDrafts.list(),
      calendarInUse(settings),
    ]);
    const published = inForce.map((calendar): CalendarItem => {
      const { id, name, version, years, zone } = calendar;
      return {
        ...{ id, version, name: name ?? id, years: Object.keys(years), inUse: id === inUse },
        missingYear: missingYear(calendar, isoDateOf(localDay(now(), zone))),
        hasDraft: drafts.some(({ calendarId }) => calendarId === id),
      };
    });
    const begun = drafts
      .filter(({ calendarId }) => inForce.every(({ id }) => id !== calendarId))
      .map(({ calendarId: id, content }): CalendarItem => {
        const none = { version: 0, years: [], missingYear: null, inUse: false };
        return { id, name: content.name ?? id, ...none, hasDraft: true };
      });
    return [...published, ...begun];
  }

  async function run(found: CalendarRun): Promise<RunView> {
    const [draft, base, names, open] = await Promise.all([
      calendarDrafts.find(found.calendarId),
      calendars.versionInForce(found.calendarId),
      namesOf(users, [found.askedBy]),
      found.kind === 'apply' ? calendarRuns.countUndecided(found.id) : 0,
    ]);
    const present = { revision: draft?.revision ?? 0, base, at: now() };
    return presentRun(found, present, { names, open });
  }

  /** @throws Refusal `CALENDAR_UNKNOWN` */
  async function one(calendarId: string): Promise<CalendarView> {
    const item = (await list()).find(({ id }) => id === calendarId);
    if (item === undefined) throw new Refusal('CALENDAR_UNKNOWN');
    const [draft, versions, runs] = await Promise.all([
      calendarDrafts.find(calendarId),
      calendars.versions(calendarId),
      calendarRuns.ofCalendar(calendarId, 20),
    ]);
    const names = await namesOf(users, [
      ...versions.flatMap(({ publishedBy, draftedBy }) => [publishedBy, ...draftedBy]),
      ...(draft?.editors ?? []),
    ]);
    const preview = draft === null ? undefined : runs.find(({ kind }) => kind === 'preview');
    const applied = runs.find(({ kind }) => kind === 'apply');
    const inForce = versions[0]?.calendar;
    return {
      ...item,
      content: inForce === undefined ? null : presentContent(inForce, calendarId),
      versions: versions.map(({ calendar, publishedAt, publishedBy, draftedBy }) => ({
        version: calendar.version,
        publishedAt: publishedAt.toISOString(),
        publishedBy: publishedBy === null ? null : personOf(publishedBy, names),
        draftedBy: draftedBy.map((id) => personOf(id, names)),
      })),
      draft: draft && {
        revision: draft.revision,
        base: draft.base,
        content: presentContent(draft.content, calendarId),
        editors: draft.editors.map((id) => personOf(id, names)),
        updatedAt: draft.updatedAt.toISOString(),
      },
      preview: preview === undefined ? null : await run(preview),
      applied: applied === undefined ? null : await run(applied),
    };
  }

  return { list, one, run };
}
