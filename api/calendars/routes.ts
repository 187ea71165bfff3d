import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { readCalendarFile } from '../../processes/clock/calendar-file.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarDraft } from '../../workers/store/calendar-drafts.ts';
import { chooseCalendar } from '../../workers/store/calendar-in-use.ts';
import { publishDraft } from '../../workers/store/publish-calendar.ts';
import { askPreview } from '../calendar-runs/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { draftContentOf } from './policy.ts';
import { createCalendarReader } from './read.ts';
import * as schema from './schema.ts';

/** Calendars: their drafts, what these would do, and bringing them into force. */
export function calendarRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { calendars, calendarDrafts, calendarRuns, settings, language, logger, now } = deps;
  const read = createCalendarReader(deps);

  const shown = async (calendarId: string) => {
    const body = await read.one(calendarId);
    return body.draft === null ? { body } : { body, version: body.draft.revision };
  };

  async function draftOf(calendarId: string): Promise<CalendarDraft> {
    const draft = await calendarDrafts.find(calendarId);
    if (draft === null) throw new Refusal('CALENDAR_DRAFT_UNKNOWN');
    return draft;
  }

  serveStaff(router, schema.listCalendars, async () => ({ body: { items: await read.list() } }));

  serveStaff(router, schema.readCalendar, async ({ params }) => shown(params.id));

  serveStaff(router, schema.addCalendar, async ({ body, person }) => {
    const { id, name, from } = body;
    const source = await calendars.find(from);
    if (source === null) throw new Refusal('CALENDAR_UNKNOWN');
    const { id: _, version, ...days } = source;
    const isFree = (await calendars.versionInForce(id)) === 0;
    const by = { at: now(), userId: person.id };
    if (!isFree || !(await calendarDrafts.open(id, { ...days, name }, 0, by)))
      throw new Refusal('CALENDAR_ID_TAKEN', { id });
    return { ...(await shown(id)), location: `/api/v1/calendars/${id}` };
  });

  serveStaff(router, schema.useCalendar, async ({ body, person }) => {
    const item = (await read.list()).find(({ id, version }) => id === body.id && version > 0);
    if (item === undefined) throw new Refusal('CALENDAR_UNKNOWN');
    await chooseCalendar(settings, body.id, { at: now(), userId: person.id });
    logger.info('calendar.chosen', { calendarId: body.id, userId: person.id });
    return { body: { ...item, inUse: true } };
  });

  serveStaff(router, schema.readCalendarText, async ({ body, req }) => {
    const { days, others, problems } = readCalendarFile(body.text, body.year);
    const inWords = problems.map((problem) => ({
      ...problem,
      message: language.say(req.lang, 'problems', `field.${problem.code}`, {
        date: problem.value,
      }),
    }));
    return { body: { days: [...days], others: [...others], problems: inWords } };
  });

  serveStaff(router, schema.openDraft, async ({ params, person }) => {
    const inForce = await calendars.find(params.id);
    if (inForce === null && (await calendarDrafts.find(params.id)) === null)
      throw new Refusal('CALENDAR_UNKNOWN');
    if (inForce !== null) {
      const { id, version, ...content } = inForce;
      await calendarDrafts.open(id, content, version, { at: now(), userId: person.id });
    }
    return shown(params.id);
  });

  serveStaff(router, schema.writeDraft, async ({ params, body, person, req }) => {
    const revision = versionRead(req);
    const draft = await draftOf(params.id);
    const content = draftContentOf(body, draft.content.zone);
    const by = { at: now(), userId: person.id };
    if ((await calendarDrafts.save(params.id, revision, content, by)) === null)
      throw new Refusal('CHANGED_MEANWHILE');
    return shown(params.id);
  });

  serveStaff(router, schema.dropDraft, async ({ params, person, req }) => {
    const revision = versionRead(req);
    await draftOf(params.id);
    if (!(await calendarDrafts.remove(params.id, revision))) throw new Refusal('CHANGED_MEANWHILE');
    logger.info('calendar.draft-dropped', { calendarId: params.id, userId: person.id });
    return {};
  });

  serveStaff(router, askPreview, async ({ params, person }) => {
    const draft = await draftOf(params.id);
    const base = await calendars.versionInForce(params.id);
    const id = `preview-${randomUUID()}`;
    const calendar = { ...draft.content, version: base + 1 };
    const { revision } = draft;
    const about = { id, kind: 'preview', calendarId: params.id, calendar, base, revision } as const;
    for (const earlier of await calendarRuns.ofCalendar(params.id, 20))
      await calendarRuns.stop(earlier.id, now());
    await calendarRuns.ask(about, { at: now(), userId: person.id });
    const run = await calendarRuns.find(id);
    if (run === null) throw new Refusal('CALENDAR_RUN_UNKNOWN');
    return { body: await read.run(run) };
  });

  serveStaff(router, schema.publishCalendar, async ({ params, person, req }) => {
    const about = { calendarId: params.id, revision: versionRead(req) };
    const { version } = await publishDraft(deps, about, { at: now(), userId: person.id });
    logger.info('calendar.published', { calendarId: params.id, version, userId: person.id });
    return shown(params.id);
  });

  return router;
}
