import { Router } from 'express';
import { z } from 'zod';
import { type FigureId, isHit, partOf } from '../../processes/figures/definitions.ts';
import { rankGroups } from '../../processes/figures/ranking.ts';
import { keysOf, medianOf, openSurvey } from '../../processes/figures/survey.ts';
import { houseZone } from '../../processes/language/dates.ts';
import type { FactsQuery } from '../../workers/store/case-facts.ts';
import type { Heat } from '../../workers/store/heat.ts';
import { accessOf } from '../access.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { factsWithin, periodOf } from './policy.ts';
import { type NameOf, namesIn, presentCounted, presentGroup, presentRank } from './presenter.ts';
import { type CountedCase, type HeatView, listCounted, readFigures, readStages } from './schema.ts';

const place = z.strictObject({ n: z.number().int().min(0) });

interface Listing {
  readonly figure: FigureId;
  readonly isWanted: (keys: ReturnType<typeof keysOf>) => boolean;
  readonly skip: number;
  readonly limit: number;
  readonly nameOf: NameOf;
}

/** One page of the cases behind a figure; all are gone through, because the total is told. */
async function pageOf({ facts }: Pick<ApiDeps, 'facts'>, query: FactsQuery, listing: Listing) {
  const { figure, isWanted, skip, limit, nameOf } = listing;
  const items: CountedCase[] = [];
  let total = 0;
  for await (const one of facts.stream(query)) {
    const part = partOf(figure, one, query.period);
    if (part === null || !isWanted(keysOf(one, houseZone))) continue;
    if (total >= skip && items.length < limit)
      items.push(presentCounted(one, { figure, isHit: isHit(figure, part), nameOf }));
    total += 1;
  }
  const next = total > skip + items.length ? toCursor({ n: skip + items.length }) : null;
  return { items, next, total };
}

/** The newest version of each diagram with what happens at its elements. */
async function heatOf({ definitionList, definitions }: ApiDeps, heat: readonly Heat[]) {
  const diagrams = (await definitionList.newest()).filter(({ kind }) => kind === 'process');
  const views = await Promise.all(
    diagrams.map(async ({ id, name, version }): Promise<HeatView[]> => {
      const definition = await definitions.newest('process', id);
      if (definition?.resource == null) return [];
      const stages = heat
        .filter(({ processId }) => processId === id)
        .map(({ elementId, active, took }) => ({
          ...{ id: elementId, active, done: took.length, medianMs: medianOf(took) },
          name: definition.labels[elementId] ?? elementId,
        }))
        .sort((a, b) => b.active - a.active || b.done - a.done || (a.id < b.id ? -1 : 1));
      return [{ processId: id, name, version, xml: definition.resource, stages }];
    }),
  );
  return views.flat();
}

/** Figures as the data stand now, with the cases behind them. */
export function figureRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { facts, units, language } = deps;

  serveStaff(router, readFigures, async ({ query, person, req }) => {
    const { by, ...narrowed } = query;
    const asked = await factsWithin(deps, person, narrowed);
    const period = periodOf(narrowed);
    const survey = openSurvey(period, houseZone);
    if (asked !== null) for await (const one of facts.stream(asked)) survey.add(one);
    const { figures, groups } = survey.result();
    const nameOf = namesIn(language, req.lang, await units.list());
    const ranked = by === 'unit' ? rankGroups(groups.unit, 'on-time-done') : [];
    return {
      body: {
        since: period.since.toISOString(),
        until: period.until.toISOString(),
        figures,
        groups: groups[by].map((group) => presentGroup(by, group, nameOf)),
        ranking: ranked.map((line) => presentRank(line, nameOf)),
      },
    };
  });

  serveStaff(router, listCounted, async ({ params, query, person, req }) => {
    const { by, key, cursor, limit, ...narrowed } = query;
    const asked = await factsWithin(deps, person, narrowed);
    if (asked === null) return { body: { items: [], next: null, total: 0 } };
    const nameOf = namesIn(language, req.lang, await units.list());
    const body = await pageOf(deps, asked, {
      figure: params.figure,
      isWanted: (keys) => by === undefined || key === undefined || keys[by] === key,
      skip: cursor === undefined ? 0 : fromCursor(place, cursor).n,
      ...{ limit, nameOf },
    });
    return { body };
  });

  serveStaff(router, readStages, async ({ query, person }) => {
    const period = periodOf(query);
    const { readable } = await accessOf(person, units);
    const stages = readable === null ? [] : await deps.heat.stages(period, readable);
    return { body: { diagrams: await heatOf(deps, stages) } };
  });

  return router;
}
