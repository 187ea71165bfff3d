import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { presentNotice, presentSettings } from './presenter.ts';
import { changeSettings, listNotices, readNotices, readSettings } from './schema.ts';

/** What people of the house are told, and how they want to be told. Everybody reads and changes their own only. */
export function noticeRoutes({ deliveries, preferences, now }: ApiDeps): Router {
  const router = Router();

  serveStaff(router, listNotices, async ({ query, person }) => {
    const { rows, unread } = await deliveries.desk(person.id, query.limit);
    return { body: { items: rows.map(presentNotice), unread } };
  });

  serveStaff(router, readNotices, async ({ body, person }) => {
    await deliveries.markRead(person.id, body.ids, now());
    return {};
  });

  serveStaff(router, readSettings, async ({ person }) => {
    const row = await preferences.find(person.id);
    return { body: presentSettings(row), version: row.version };
  });

  serveStaff(router, changeSettings, async ({ body, person, req }) => {
    const saved = await preferences.save({ _id: person.id, ...body, version: versionRead(req) });
    if (saved === null) throw new Refusal('CHANGED_MEANWHILE');
    return { body: presentSettings(saved), version: saved.version };
  });

  return router;
}
