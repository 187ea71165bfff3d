import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../../workers/platform/errors.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { sentOnly } from '../changes.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { serveAnyone, serveStaff, versionRead } from '../serve.ts';
import { presentUnit } from './presenter.ts';
import { addUnit, changeUnit, listPublicUnits, listUnits } from './schema.ts';

/** The tree of units. */
export function unitRoutes({ units }: ApiDeps): Router {
  const router = Router();

  async function parentOf(parentId: string | null): Promise<UnitRow | null> {
    if (parentId === null) return null;
    const parent = await units.find(parentId);
    if (parent === null || parent.dissolvedAt !== null) throw new Refusal('PARENT_UNKNOWN');
    return parent;
  }

  serveAnyone(router, listPublicUnits, async ({ req }) => {
    const rows = await units.list();
    const items = rows.map((unit) => ({
      id: unit._id,
      name: unitNameOf(unit, req.lang) ?? unit.name,
    }));
    return { body: { items } };
  });

  serveStaff(router, listUnits, async () => ({
    body: { items: (await units.list()).map(presentUnit) },
  }));

  serveStaff(router, addUnit, async ({ body }) => {
    const parent = await parentOf(body.parentId);
    const { id, ...fields } = body;
    const path = [...(parent?.path ?? []), id];
    const unit = { ...fields, _id: id, path, tier: path.length, dissolvedAt: null, version: 1 };
    await units.insert(unit).catch((error: unknown) => {
      throw error instanceof Conflict ? new Refusal('UNIT_ID_TAKEN', { id }) : error;
    });
    return { body: presentUnit(unit), version: unit.version, location: `/api/v1/units/${id}` };
  });

  serveStaff(router, changeUnit, async ({ params, body, req }) => {
    const version = versionRead(req);
    if ((await units.find(params.id)) === null) throw new Refusal('UNIT_UNKNOWN');
    const changed = await units.change(params.id, version, sentOnly(body));
    if (changed === null) throw new Refusal('CHANGED_MEANWHILE');
    return { body: presentUnit(changed), version: changed.version };
  });

  return router;
}
