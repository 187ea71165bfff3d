import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { raisers } from '../../processes/incident/actions.ts';
import { raiseIncident as raise } from '../../workers/store/raise-incident.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { holdsRole } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { raisesAs, unitsSeen } from './policy.ts';
import { presentIncident } from './presenter.ts';
import { listIncidents, raiseIncident } from './schema.ts';

const most = 200;

/** Incidents: the list, and raising one. */
export function incidentRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now, incidents } = deps;

  serveStaff(router, listIncidents, async ({ query, person }) => {
    const filter = { open: query.state === 'open', unitIds: unitsSeen(person) };
    const found = await incidents.list(filter, most);
    const matters = await incidents.matters(found.map(({ id }) => id));
    const at = now();
    const items = found.map((one) => presentIncident(one, matters.get(one.id) ?? null, at));
    return { body: { items, mayRaise: holdsRole(person, raisers) } };
  });

  serveStaff(router, raiseIncident, async ({ body, person, req }) => {
    const by = raisesAs(person);
    const at = now();
    const { eventAt = null, discoveredAt, linkedTo = null, ...raised } = body;
    const { incidentId, number } = await raise(
      deps,
      {
        ...raised,
        ...{ eventAt, discoveredAt: discoveredAt ?? at, linkedTo },
        idempotencyKey: idempotencyKeyOf(req) ?? randomUUID(),
      },
      { by, at },
    );
    return { body: { id: incidentId, number }, location: `/api/v1/incidents/${incidentId}` };
  });

  return router;
}
