import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { DrawRow } from '../../workers/store/look-back-draws.ts';
import { drawLookBacks } from '../../workers/store/look-backs.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { actsAs, holdsRole } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { peopleAndUnits } from '../users/names.ts';
import { presentDraw, presentDrawn } from './presenter.ts';
import { countPool, draw, drawers, listDraws, readDraw } from './schema.ts';

const mostShown = 50;

interface Asked {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly unitId?: string | undefined;
  readonly topic?: string | undefined;
}

function filterOf({ from, until, unitId, topic }: Asked, unanswered: boolean) {
  const instant = (given: string | undefined) => (given === undefined ? null : new Date(given));
  return {
    ...{ from: instant(from), until: instant(until), unanswered },
    ...{ unitId: unitId ?? null, topic: topic ?? null },
  };
}

/** Looking back at closed cases: who was drawn, and what was found. */
export function lookBackRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { draws, now } = deps;

  async function drawn(row: DrawRow, lang: Lang) {
    const [cases, names] = await Promise.all([
      draws.drawn(row),
      peopleAndUnits(deps, [row.by], lang),
    ]);
    return presentDrawn(row, cases, names);
  }

  serveStaff(router, listDraws, async ({ person, req }) => {
    const rows = await draws.list(mostShown);
    const drewThem = rows.map(({ by }) => by);
    const names = await peopleAndUnits(deps, drewThem, req.lang);
    const items = await Promise.all(
      rows.map(async (row) => presentDraw(row, await draws.drawn(row), names)),
    );
    return { body: { items, mayDraw: holdsRole(person, drawers) } };
  });

  serveStaff(router, countPool, async ({ query }) => ({
    body: { pool: await draws.poolSize(filterOf(query, query.unanswered === 'yes')) },
  }));

  serveStaff(router, draw, async ({ body, person, req }) => {
    const row = await drawLookBacks(deps, {
      ...{ drawId: randomUUID(), filter: filterOf(body, body.unanswered), size: body.size },
      ...{ by: actsAs(person, drawers), at: now() },
      key: idempotencyKeyOf(req) ?? randomUUID(),
    });
    return { body: await drawn(row, req.lang), location: `/api/v1/look-backs/${row._id}` };
  });

  serveStaff(router, readDraw, async ({ params, req }) => {
    const row = await draws.find(params.id);
    if (row === null) throw new Refusal('DRAW_UNKNOWN');
    return { body: await drawn(row, req.lang) };
  });

  return router;
}
