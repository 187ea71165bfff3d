import { Router } from 'express';
import { nameOfRegime } from '../../processes/complaint/regime.ts';
import { classifyCase, noteEvent } from '../../workers/store/regimes.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { serveAnyone, serveStaff } from '../serve.ts';
import { createRegimeTable } from './in-force.ts';
import { regimeMoveAs } from './policy.ts';
import { classify, listRegimes, noteStartEvent } from './schema.ts';

/** The regime of a case: how weighty the matter is, and which start events have happened. */
export function regimeRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;
  const tableInForce = createRegimeTable(deps.definitions);

  serveAnyone(router, listRegimes, async () => {
    const { regimes, weights } = await tableInForce();
    const items = regimes.flatMap((one) => {
      const [zh, en] = [nameOfRegime(one, 'zh'), nameOfRegime(one, 'en')];
      return zh === null || en === null ? [] : [{ id: one.id, names: { zh, en } }];
    });
    return { body: { items, weights: [...weights] } };
  });

  serveStaff(router, classify, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = regimeMoveAs(person, one, 'ask-regime');
    await classifyCase(deps, { caseId: one.id, by, at: now() }, body);
    return {};
  });

  serveStaff(router, noteStartEvent, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = regimeMoveAs(person, one, 'note-event');
    const { event, happenedAt, paper } = body;
    await noteEvent(
      deps,
      { caseId: one.id, by, at: now() },
      {
        ...{ event, happenedAt },
        paper: paper ?? '',
      },
    );
    return {};
  });

  return router;
}
