import { Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { diagramOf } from '../migrations/impact.ts';
import { serveStaff } from '../serve.ts';
import { operate } from './operate.ts';
import { nameIn, presentInstance } from './presenter.ts';
import { instanceOf, readInstanceView } from './read.ts';
import {
  cancelInstance,
  correctVariable,
  listInstances,
  moveToken,
  readHeat,
  readInstance,
} from './schema.ts';

const place = z.object({ startedAt: z.coerce.date(), id: z.string() });

function requireRunning({ state }: InstanceRow): void {
  if (state === 'banned') throw new Refusal('STALL_BANNED');
  if (state !== 'active') throw new Refusal('INSTANCE_ENDED');
}

/** Instances as the operator sees them, and what may be done to them by hand. */
export function instanceRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { running, definitions, engine } = deps;

  serveStaff(router, listInstances, async ({ query }) => {
    const { limit } = query;
    const found = await running.page({
      ...{ processId: query.process ?? null, version: query.version ?? null, limit },
      ...{ state: query.state ?? null, stalled: query.stalled === 'yes' },
      ...{ number: query.number || null, elementId: query.at ?? null },
      after: query.cursor === undefined ? null : fromCursor(place, query.cursor),
    });
    const rows = found.slice(0, limit);
    const [stalls, numbers] = await Promise.all([
      running.stalledAt(rows.map(({ _id }) => _id)),
      running.numbersOf(rows.flatMap(({ caseId }) => caseId ?? [])),
    ]);
    const items = await Promise.all(
      rows.map(async (row) =>
        presentInstance(row, await definitions.find(row.processDefinitionKey), {
          number: numbers.get(row.caseId ?? '') ?? null,
          stalls: stalls.get(row._id)?.length ?? 0,
        }),
      ),
    );
    const last = found.length > limit ? rows.at(-1) : undefined;
    const next =
      last === undefined
        ? null
        : toCursor({ startedAt: last.startedAt.toISOString(), id: last._id });
    return { body: { items, next } };
  });

  serveStaff(router, readHeat, async ({ query }) => {
    const definition = await definitions.find(query.definition);
    if (definition === null) throw new Refusal('DEFINITION_UNKNOWN');
    const at = await running.tokensAt(query.definition);
    const stages = at.map(({ elementId, count }) => ({
      ...{ id: elementId, name: nameIn(definition, elementId), active: count },
      ...{ done: 0, medianMs: null },
    }));
    const { id: processId, name, version } = definition;
    return { body: { processId, name, version, xml: definition.resource ?? '', stages } };
  });

  serveStaff(router, readInstance, async ({ params }) => ({
    body: await readInstanceView(deps, await instanceOf(deps, params.key)),
  }));

  serveStaff(router, correctVariable, async ({ params, body, person }) => {
    const row = await instanceOf(deps, params.key);
    requireRunning(row);
    const { name, value, reason } = body;
    const deed = { deed: 'correct-variable', about: { name, value }, reason } as const;
    const of = { instanceKey: row._id, caseId: row.caseId };
    const outcome = await operate(deps, person, { ...deed, ...of }, () =>
      engine.setVariables(row._id, { [name]: value }),
    );
    return { body: { outcome } };
  });

  serveStaff(router, cancelInstance, async ({ params, body, person }) => {
    const row = await instanceOf(deps, params.key);
    requireRunning(row);
    if (row.parentKey !== null) throw new Refusal('INSTANCE_CALLED');
    const of = { instanceKey: row._id, caseId: row.caseId, reason: body.reason };
    const outcome = await operate(deps, person, { deed: 'cancel', about: {}, ...of }, () =>
      engine.cancelInstance(row._id),
    );
    return { body: { outcome } };
  });

  serveStaff(router, moveToken, async ({ params, body, person }) => {
    const row = await instanceOf(deps, params.key);
    requireRunning(row);
    const { token, to, reason } = body;
    const from = row.tokens[token];
    if (from === undefined) throw new Refusal('TOKEN_UNKNOWN');
    const diagram = await diagramOf(await definitions.find(row.processDefinitionKey));
    if (diagram?.elements.has(to) !== true) throw new Refusal('ELEMENT_UNKNOWN');
    const of = { instanceKey: row._id, caseId: row.caseId, reason };
    const outcome = await operate(
      deps,
      person,
      { deed: 'move-token', about: { from, to }, ...of },
      () => engine.modifyInstance(row._id, { activate: [to], terminate: [token] }),
    );
    return { body: { outcome } };
  });

  return router;
}
