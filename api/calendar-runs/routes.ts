import { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import type { CalendarRun } from '../../workers/store/calendar-runs.ts';
import { decideOnClock } from '../../workers/store/decide-on-clock.ts';
import { createCalendarReader } from '../calendars/read.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { presentItem } from './presenter.ts';
import { decideItem, listRunItems, readRun, resumeRun, stopRun } from './schema.ts';

const place = z.object({ after: z.string() });

/** Runs over the clocks of a calendar: how far they are, what they found, what is decided. */
export function calendarRunRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { calendarRuns, users, now } = deps;
  const read = createCalendarReader(deps);

  async function runOf({ id, run }: { id: string; run: string }): Promise<CalendarRun> {
    const found = await calendarRuns.find(run);
    if (found === null || found.calendarId !== id) throw new Refusal('CALENDAR_RUN_UNKNOWN');
    return found;
  }

  serveStaff(router, readRun, async ({ params }) => ({
    body: await read.run(await runOf(params)),
  }));

  serveStaff(router, stopRun, async ({ params }) => {
    const { id } = await runOf(params);
    if (!(await calendarRuns.stop(id, now()))) throw new Refusal('CALENDAR_RUN_ENDED');
    return { body: await read.run(await runOf(params)) };
  });

  serveStaff(router, resumeRun, async ({ params }) => {
    const { id } = await runOf(params);
    if (!(await calendarRuns.resume(id))) throw new Refusal('CALENDAR_RUN_NOT_FAILED');
    return { body: await read.run(await runOf(params)) };
  });

  serveStaff(router, listRunItems, async ({ params, query }) => {
    const { id } = await runOf(params);
    const after = query.cursor === undefined ? null : fromCursor(place, query.cursor).after;
    const { limit } = query;
    const found = await calendarRuns.items(id, query.list, { after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const names = await namesOf(
      users,
      page.map(({ decision }) => decision?.by),
    );
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : toCursor({ after: last._id });
    return { body: { items: page.map((item) => presentItem(item, names)), next } };
  });

  serveStaff(router, decideItem, async ({ params, body, person }) => {
    const run = await runOf(params);
    const unitId = person.roles.find(({ role }) => role === 'rule-reviewer')?.unitId ?? null;
    const by = { kind: 'staff', userId: person.id, role: 'rule-reviewer', unitId } as const;
    await decideOnClock(deps, { run, clockId: params.clock, ...body }, by, now());
    const item = await calendarRuns.item(run.id, params.clock);
    if (item === null) throw new Refusal('CLOCK_UNKNOWN');
    return { body: presentItem(item, await namesOf(users, [item.decision?.by])) };
  });

  return router;
}
