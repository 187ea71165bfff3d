import { Router } from 'express';
import { z } from 'zod';
import { startOfIsoDay } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { houseKey, isHouseKind } from '../../processes/settings/kinds.ts';
import { unitDocument } from '../../processes/settings/unit.ts';
import * as change from '../../workers/store/change-setting.ts';
import { countOpenCases } from '../../workers/store/setting-facts.ts';
import { readSetting, type SettingPlace } from '../../workers/store/setting-homes.ts';
import { shippedSettings } from '../../workers/store/shipped-settings.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { mustEdit, mustRead, readableKinds } from './policy.ts';
import { presentDifferences, presentVersion } from './presenter.ts';
import { readAll, readOne, settingNames } from './read.ts';
import * as schema from './schema.ts';

const cursor = z.strictObject({ at: z.number(), id: z.string() });
const day = 86_400_000;

function dayAfter(isoDay: string): Date | null {
  const start = startOfIsoDay(isoDay);
  return start === null ? null : new Date(start.getTime() + day);
}

function outcomeOf(changed: change.Changed) {
  return changed.state === 'proposed'
    ? { state: 'proposed' as const, version: null, alone: false }
    : { state: 'in-force' as const, version: changed.version, alone: changed.alone };
}

/** What is set without code: each kind read, changed, proposed, approved and brought back in one way. */
export function settingRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { settingVersions, language, logger, now } = deps;

  const log = (event: string, place: Partial<SettingPlace>, userId: string, requestId: string) =>
    logger.info(event, { requestId, userId, kind: place.kind ?? '', key: place.key ?? '' });

  /** What a change means for work under way. */
  async function notesOn({ kind, key }: SettingPlace, value: unknown, lang: Lang) {
    if (kind !== 'unit') return [];
    const { dissolvedOn, successorId } = unitDocument.parse(value);
    if (dissolvedOn === null) return [];
    const [count, names] = await Promise.all([
      countOpenCases(deps, key),
      settingNames(deps, [], { lang }),
    ]);
    const unit = names.units.get(successorId ?? '') ?? '';
    const which = count === 0 ? 'dissolvedEmpty' : 'dissolvedOpen';
    return [language.say(lang, 'settings', `note.${which}`, { count, unit })];
  }

  async function valueAt({ kind, key }: SettingPlace, version: number): Promise<unknown> {
    const row = await settingVersions.find(kind, key, version);
    if (row !== null) return row.after;
    const next = await settingVersions.find(kind, key, version + 1);
    if (next !== null && next.before !== null) return next.before;
    if (version === 0 && isHouseKind(kind)) return shippedSettings[kind];
    throw new Refusal('VERSION_UNKNOWN');
  }

  function mustBeThere({ kind, key }: SettingPlace): void {
    if (isHouseKind(kind) && key !== houseKey) throw new Refusal('SETTING_UNKNOWN');
  }

  serveStaff(router, schema.listSettings, async ({ person, req }) => ({
    body: await readAll(deps, { person, lang: req.lang }),
  }));

  serveStaff(router, schema.auditSettings, async ({ query, person, req }) => {
    const kinds = readableKinds(person).filter((kind) => kind === (query.kind ?? kind));
    const after = query.cursor === undefined ? null : fromCursor(cursor, query.cursor);
    const rows = await settingVersions.audit({
      ...{ kinds, limit: query.limit },
      since: query.since === undefined ? null : startOfIsoDay(query.since),
      until: query.until === undefined ? null : dayAfter(query.until),
      after: after === null ? null : { at: new Date(after.at), id: after.id },
    });
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    const names = await settingNames(deps, shown, req);
    return {
      body: {
        items: shown.map((row) => presentVersion(row, names)),
        next: last === undefined ? null : toCursor({ at: last.at.getTime(), id: last._id }),
      },
    };
  });

  serveStaff(router, schema.approveProposal, async ({ params, body, person, req }) => {
    const by = { person, remark: body.remark, at: now() };
    const version = await change.approveProposal(deps, params.id, by);
    log('setting.approved', { key: params.id }, person.id, req.requestId);
    return { body: { state: 'in-force', version, alone: false } };
  });

  serveStaff(router, schema.refuseProposal, async ({ params, body, person, req }) => {
    await change.refuseProposal(deps, params.id, { person, remark: body.remark, at: now() });
    log('setting.refused', { key: params.id }, person.id, req.requestId);
    return {};
  });

  serveStaff(router, schema.withdrawProposal, async ({ params, person }) => {
    await change.withdrawProposal(deps, params.id, { userId: person.id, at: now() });
    return {};
  });

  serveStaff(router, schema.readSetting, async ({ params, person, req }) => {
    mustRead(params.kind, person);
    const body = await readOne(deps, params, { person, lang: req.lang });
    return { body, version: body.version };
  });

  serveStaff(router, schema.previewSetting, async ({ params, body, person, req }) => {
    mustEdit(params.kind, person);
    mustBeThere(params);
    const asked = { ...params, value: body.value, by: person.id, at: now() };
    const { current, value, needsApproval } = await change.soundChange(deps, asked);
    const names = await settingNames(deps, [], req);
    const differences = presentDifferences({ before: current.value, after: value }, names);
    return {
      body: { needsApproval, differences, notes: await notesOn(params, value, req.lang) },
    };
  });

  serveStaff(router, schema.changeSetting, async ({ params, body, person, req }) => {
    mustEdit(params.kind, person);
    mustBeThere(params);
    const changed = await change.changeSetting(deps, {
      ...{ ...params, ...body, version: versionRead(req) },
      ...{ by: person.id, at: now(), restores: null },
    });
    log(`setting.${changed.state}`, params, person.id, req.requestId);
    return { body: outcomeOf(changed) };
  });

  serveStaff(router, schema.restoreSetting, async ({ params, body, person, req }) => {
    mustEdit(params.kind, person);
    mustBeThere(params);
    if ((await readSetting(deps, params)) === null) throw new Refusal('SETTING_UNKNOWN');
    const value = await valueAt(params, body.version);
    const changed = await change.changeSetting(deps, {
      ...{ ...params, value, reason: body.reason, version: versionRead(req) },
      ...{ by: person.id, at: now(), restores: body.version },
    });
    log(`setting.${changed.state}`, params, person.id, req.requestId);
    return { body: outcomeOf(changed) };
  });

  return router;
}
