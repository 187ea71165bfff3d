import { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import { mayEdit } from '../../processes/settings/kinds.ts';
import { nameIn } from '../../processes/settings/words.ts';
import { finders } from '../../processes/sources/find.ts';
import { sourcesInForce } from '../../workers/store/house-settings.ts';
import type { FindDecision, SourceFindRow } from '../../workers/store/source-finds.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { actsAs } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { type FindNames, presentFind, presentState } from './presenter.ts';
import { decideOnFind, listFinds, listSourceStates } from './schema.ts';

const instant = z.number().int().min(0).max(8.64e15);
const cursor = z.strictObject({ at: instant, id: z.string() });

/** What public sources reported, what people made of it, and how looking at the sources goes. */
export function sourceRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { sourceFinds, sourceStates, settings, users, now, logger } = deps;

  async function namesFor(rows: readonly SourceFindRow[], lang: Lang): Promise<FindNames> {
    const [{ items }, people] = await Promise.all([
      sourcesInForce(settings),
      namesOf(
        users,
        rows.map(({ decidedBy }) => decidedBy?.userId ?? null),
      ),
    ]);
    return { people, outlets: new Map(items.map((one) => [one.id, nameIn(one, lang)] as const)) };
  }

  /** Sent again it answers as the first time; somebody else's decision is not written over. */
  async function decideOnce(findId: string, decision: FindDecision): Promise<SourceFindRow> {
    const decided = await sourceFinds.decide(findId, decision);
    if (decided !== null) return decided;
    const row = await sourceFinds.find(findId);
    if (row === null) throw new Refusal('FIND_UNKNOWN');
    const isOwn = row.decidedBy?.userId === decision.by.userId;
    if (row.state !== decision.verdict || !isOwn) throw new Refusal('FIND_DECIDED');
    return row;
  }

  serveStaff(router, listFinds, async ({ query, req }) => {
    const { state, limit } = query;
    const from = query.cursor === undefined ? null : fromCursor(cursor, query.cursor);
    const after = from === null ? null : { at: new Date(from.at), id: from.id };
    const [rows, waiting] = await Promise.all([
      sourceFinds.list(state, limit, after),
      sourceFinds.count('found'),
    ]);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const names = await namesFor(shown, req.lang);
    const next = last === undefined ? null : toCursor({ at: last.at.getTime(), id: last._id });
    return { body: { items: shown.map((row) => presentFind(row, names)), next, waiting } };
  });

  serveStaff(router, decideOnFind, async ({ params, body, person, req }) => {
    const decision = { ...body, by: actsAs(person, finders), at: now() };
    const row = await decideOnce(params.id, decision);
    logger.info('find.decided', { requestId: req.requestId, findId: row._id, state: row.state });
    return { body: presentFind(row, await namesFor([row], req.lang)) };
  });

  serveStaff(router, listSourceStates, async ({ person, req }) => {
    const [{ items }, states] = await Promise.all([sourcesInForce(settings), sourceStates.list()]);
    const byId = new Map(states.map((row) => [row._id, row]));
    const held = person.roles.map(({ role }) => role);
    return {
      body: {
        items: items.map((one) => presentState(one, byId.get(one.id), req.lang)),
        mayEdit: mayEdit('sources', held),
      },
    };
  });

  return router;
}
