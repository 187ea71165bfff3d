import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Occasion } from '../../processes/score/score.ts';
import { paperDocx, paperXlsx } from '../../workers/documents/paper.ts';
import { makeAppeal } from '../../workers/store/make-appeal.ts';
import { noteOccasion } from '../../workers/store/note-occasion.ts';
import { findStanding } from '../../workers/store/units.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { actsAs } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { paperOf } from './paper.ts';
import { appealsAs, findScore, scoreReach } from './policy.ts';
import { presentScore, presentScores } from './presenter.ts';
import {
  appealScore,
  commendUnit,
  downloadSheet,
  listScores,
  readScore,
  readSheet,
  type ScoreQuery,
} from './schema.ts';
import { type SheetAsked, sheetOf } from './sheet.ts';

const place = z.strictObject({ at: z.iso.datetime(), id: z.string() });
const startOf = (day: string) => DateTime.fromISO(day, { zone: houseZone });

function periodOf({ from, until }: ScoreQuery) {
  return {
    ...(from === undefined ? {} : { from: startOf(from).toJSDate() }),
    ...(until === undefined ? {} : { until: startOf(until).plus({ days: 1 }).toJSDate() }),
  };
}

/** Points of units: the ledger, appeals, commendations. */
export function scoreRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { scores, units, now } = deps;

  /** The units asked for, as far as the reader may see them. */
  async function within(unit: string | undefined, reach: readonly string[] | null) {
    if (unit === undefined) return reach;
    const wanted = await units.withDescendants([unit]);
    return reach === null ? wanted : wanted.filter((one) => reach.includes(one));
  }

  serveStaff(router, listScores, async ({ query, person, req }) => {
    const reach = await scoreReach(person, units);
    const after = query.cursor === undefined ? null : fromCursor(place, query.cursor);
    const found = await scores.list(
      {
        unitIds: await within(query.unit, reach),
        ...periodOf(query),
        ...(query.kind === undefined ? {} : { kind: query.kind }),
      },
      {
        after: after === null ? null : { at: new Date(after.at), id: after.id },
        limit: query.limit + 1,
      },
    );
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const next =
      last !== undefined && found.length > shown.length
        ? toCursor({ at: last.at.toISOString(), id: last.id })
        : null;
    const reader = { person, lang: req.lang, now: now() };
    return { body: { items: await presentScores(deps, shown, reader), next } };
  });

  serveStaff(router, commendUnit, async ({ body, person }) => {
    const by = actsAs(person, ['office', 'supervision', 'leading-group']);
    const { unitId, ground } = body;
    const at = now();
    await findStanding(units, unitId, at);
    const occasion: Occasion = {
      ...{ id: `commendation:${randomUUID()}`, kind: 'commendation', unitId, at, ground, by },
      ...{ caseId: null, clockId: null, clockKind: null, regimeId: null },
    };
    await deps.store.transaction((tx) => noteOccasion(deps, tx, occasion, at));
    return { body: { id: occasion.id } };
  });

  const asked = ({ unit, year, asOf }: { unit: string; year: number; asOf?: Date | undefined }) =>
    ({ unit, year, asOf: asOf ?? null }) satisfies SheetAsked;

  serveStaff(router, readSheet, async ({ query, person, req }) => ({
    body: await sheetOf(deps, asked(query), { person, lang: req.lang, now: now() }),
  }));

  serveStaff(router, downloadSheet, async ({ params, query, person, req, res }) => {
    const sheet = await sheetOf(deps, asked(query), { person, lang: req.lang, now: now() });
    const paper = paperOf(sheet, req.lang, deps.language);
    const file = params.format === 'xlsx' ? await paperXlsx(paper) : await paperDocx(paper);
    res
      .attachment(`${paper.title}.${params.format}`)
      .set('cache-control', 'private, no-store')
      .send(file);
    return undefined;
  });

  serveStaff(router, readScore, async ({ params, person, req }) => {
    const score = await findScore(deps, params.id, person);
    return { body: await presentScore(deps, score, { person, lang: req.lang, now: now() }) };
  });

  serveStaff(router, appealScore, async ({ params, body, person, req }) => {
    const score = await findScore(deps, params.id, person);
    const by = appealsAs(person, score.unitId);
    if (by === null) throw new Refusal('ROLE_MISSING');
    const at = now();
    const { ground, paper } = body;
    await makeAppeal(deps, { score, ground, paper: paper || null, by, at });
    const reader = { person, lang: req.lang, now: at };
    return {
      body: await presentScore(deps, score, reader),
      location: `/api/v1/scores/${score.id}`,
    };
  });

  return router;
}
