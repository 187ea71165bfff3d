import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { unitDocument } from '../../processes/settings/unit.ts';
import { Conflict } from '../../workers/platform/errors.ts';
import { changeSetting } from '../../workers/store/change-setting.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import { readSetting } from '../../workers/store/setting-homes.ts';
import { isStanding, type UnitRow } from '../../workers/store/units.ts';
import { sentOnly } from '../changes.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { serveAnyone, serveStaff, versionRead } from '../serve.ts';
import { presentUnit } from './presenter.ts';
import { addUnit, changeUnit, listPublicUnits, listUnits } from './schema.ts';

/** What is not said yet of a unit that is new. */
const untold = { address: '', phone: '', hours: '', dissolvedOn: null, successorId: null };

/** The tree of units. */
export function unitRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { units, now } = deps;

  async function parentOf(parentId: string | null): Promise<UnitRow | null> {
    if (parentId === null) return null;
    const parent = await units.find(parentId);
    if (parent === null || !isStanding(parent, now())) throw new Refusal('PARENT_UNKNOWN');
    return parent;
  }

  serveAnyone(router, listPublicUnits, async ({ req }) => {
    const rows = await units.list();
    const items = rows.map((unit) => ({
      id: unit._id,
      name: unitNameOf(unit, req.lang) ?? unit.name,
      standing: isStanding(unit, now()),
    }));
    return { body: { items } };
  });

  serveStaff(router, listUnits, async () => ({
    body: { items: (await units.list()).map((unit) => presentUnit(unit, now())) },
  }));

  serveStaff(router, addUnit, async ({ body, person }) => {
    const [parent, { items }] = await Promise.all([
      parentOf(body.parentId),
      topicsInForce(deps.settings),
    ]);
    body.duties.forEach((duty, index) => {
      if (!items.some((topic) => topic.id === duty))
        throw new Refusal('FIELD_INVALID', { field: `duties/${index}`, reason: 'NOT_A_CHOICE' });
    });
    const { id, reason, ...fields } = body;
    const path = [...(parent?.path ?? []), id];
    const unit = { ...fields, _id: id, path, tier: path.length, dissolvedAt: null, version: 1 };
    const { name, nameEn, duties } = fields;
    const about = { kind: 'unit', key: id, reason, by: person.id, at: now() } as const;
    await deps.store
      .transaction(async (tx) => {
        await units.insert(unit, tx);
        await deps.settingVersions.put(tx, {
          ...{ ...about, version: unit.version, before: null, restores: null },
          after: unitDocument.parse({ ...untold, name, nameEn, duties }),
          ...{ approvedBy: null, remark: null, alone: false },
        });
      })
      .catch((error: unknown) => {
        throw error instanceof Conflict ? new Refusal('UNIT_ID_TAKEN', { id }) : error;
      });
    return {
      body: presentUnit(unit, now()),
      version: unit.version,
      location: `/api/v1/units/${id}`,
    };
  });

  serveStaff(router, changeUnit, async ({ params, body: { reason, ...fields }, person, req }) => {
    const version = versionRead(req);
    const place = { kind: 'unit', key: params.id } as const;
    const current = await readSetting(deps, place);
    if (current === null) throw new Refusal('UNIT_UNKNOWN');
    const value = { ...unitDocument.parse(current.value), ...sentOnly(fields) };
    const by = { by: person.id, at: now(), restores: null };
    await changeSetting(deps, { ...place, value, version, reason, ...by });
    const changed = await units.find(params.id);
    if (changed === null) throw new Refusal('UNIT_UNKNOWN');
    return { body: presentUnit(changed, now()), version: changed.version };
  });

  return router;
}
