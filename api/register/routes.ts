import { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { sendFile } from '../send-file.ts';
import { serveAnyone } from '../serve.ts';
import { presentLine, presentPublished } from './presenter.ts';
import { listReplies, readPublicFile, readReply } from './schema.ts';

const place = z.strictObject({ before: z.iso.datetime() });

/** The public register of published replies. */
export function registerRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { replies, units, settings } = deps;

  serveAnyone(router, listReplies, async ({ query, req }) => {
    const { topic, q, cursor, limit } = query;
    const before = cursor === undefined ? null : new Date(fromCursor(place, cursor).before);
    const asked = { topic: topic ?? null, words: q || null, before, limit: limit + 1 };
    const [found, all, topics] = await Promise.all([
      replies.register(asked),
      units.list(),
      topicsInForce(settings),
    ]);
    const rows = found.slice(0, limit);
    const unitById = new Map(all.map((unit) => [unit._id, unit]));
    const words = { topics, lang: req.lang };
    const items = rows.map((row) =>
      presentLine(row, unitById.get(row.unitId ?? '') ?? null, words),
    );
    const last = rows.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    const next = hasMore ? toCursor({ before: last.publishedAt.toISOString() }) : null;
    return { body: { items, next } };
  });

  serveAnyone(router, readReply, async ({ params, req }) => {
    const row = await replies.findPublic(params.number.toUpperCase());
    if (row === null) {
      const gone = await replies.findWithdrawn(params.number.toUpperCase());
      throw new Refusal(gone === null ? 'REPLY_UNKNOWN' : 'REPLY_WITHDRAWN');
    }
    const unit = row.unitId === null ? null : await units.find(row.unitId);
    const topics = await topicsInForce(settings);
    return { body: presentPublished(row, unit, { topics, lang: req.lang }) };
  });

  serveAnyone(router, readPublicFile, async ({ params, res }) => {
    const row = await replies.findPublic(params.number.toUpperCase());
    const file = row?.files.find(({ id }) => id === params.fileId);
    if (file === undefined) throw new Refusal('ATTACHMENT_UNKNOWN');
    await sendFile(res, file, deps.attachments.read(file.id), 'public');
    return undefined;
  });

  return router;
}
