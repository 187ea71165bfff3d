import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { PublicReply } from '../../workers/store/replies.ts';
import type { CitizenDeps } from './deps.ts';
import type { Frame } from './layout.ts';
import { type Published, publishedPage, registerPage, withdrawnPage } from './pages/register.ts';
import { oneLine, readFields } from './read-fields.ts';
import { frameOf, namedTopics, show } from './visit.ts';

const pageSize = 20;
const numberShape = /^[\w-]{1,40}$/;

async function published(deps: CitizenDeps, frame: Frame, row: PublicReply): Promise<Published> {
  const unit = row.unitId === null ? null : await deps.units.find(row.unitId);
  const name = frame.lang === 'zh' ? unit?.name : unit?.nameEn;
  const { number, subject, topic, fields, publishedAt, files, notes } = row;
  const shown = { number, subject, topic, fields, publishedAt, files, notes };
  return { ...shown, unitName: name || frame.institution };
}

/** The instant a page begins behind; null for the first page and for what is no cursor. */
function readCursor(cursor: string | undefined): Date | null {
  return cursor !== undefined && /^\d{1,15}$/.test(cursor) ? new Date(Number(cursor)) : null;
}

/** The public register of published replies. */
export function registerRoutes(deps: CitizenDeps, stylesheet: string): Router {
  const router = Router();

  router.get('/register', async (request, response) => {
    const frame = await frameOf(deps, request, response, stylesheet);
    const given = readFields(request.query, ['q', 'topic', 'cursor']);
    const q = oneLine(given.q ?? '').slice(0, 100);
    const topics = await namedTopics(deps, frame);
    const topic = topics.find(({ id }) => id === given.topic)?.id ?? '';
    const before = readCursor(given.cursor);
    const rows = await deps.replies.register({
      topic: topic === '' ? null : topic,
      words: q === '' ? null : q,
      before,
      limit: pageSize + 1,
    });
    const shown = rows.slice(0, pageSize);
    const last = rows.length > pageSize ? shown.at(-1) : undefined;
    const items = await Promise.all(shown.map((row) => published(deps, frame, row)));
    const state = {
      q,
      topic,
      topics,
      items,
      next: last === undefined ? null : String(last.publishedAt.getTime()),
      isFirst: before === null,
    };
    show(response, frame, registerPage(frame, state));
  });

  router.get('/register/:number', async (request, response) => {
    const frame = await frameOf(deps, request, response, stylesheet);
    const { number } = request.params;
    const row = numberShape.test(number) ? await deps.replies.findPublic(number) : null;
    const gone =
      row === null && numberShape.test(number) ? await deps.replies.findWithdrawn(number) : null;
    if (gone !== null) return show(response, frame, withdrawnPage(frame, gone), 410);
    if (row === null) throw new Refusal('NOT_FOUND');
    show(response, frame, publishedPage(frame, await published(deps, frame, row)));
  });
  return router;
}
