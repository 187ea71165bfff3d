import { Router } from 'express';
import { z } from 'zod';
import { letterOf } from '../../workers/documents/letter.ts';
import { reportDocx } from '../../workers/documents/report-docx.ts';
import { reportXlsx } from '../../workers/documents/report-xlsx.ts';
import { reportWords } from '../../workers/documents/words.ts';
import { accessOf } from '../access.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { presentCounted } from '../figures/presenter.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { findReadable, maySeeDrafts } from './policy.ts';
import { presentEdition, presentReport } from './presenter.ts';
import {
  correctReport,
  listReportCases,
  listReports,
  publishReport,
  readReport,
  readWord,
  readWorkbook,
  recountReport,
} from './schema.ts';

const place = z.strictObject({ n: z.number().int().min(0) });
const before = z.strictObject({ before: z.iso.datetime() });
const nobody = { _id: { $exists: false } };

/** The periodic reports: read, recounted, checked, published, corrected. */
export function reportRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { reports, figureSets, units, users, language, now } = deps;

  serveStaff(router, listReports, async ({ query, person, req }) => {
    const { kind, cursor, limit } = query;
    const found = await reports.list({
      kind: kind ?? null,
      withDrafts: maySeeDrafts(person),
      before: cursor === undefined ? null : new Date(fromCursor(before, cursor).before),
      limit: limit + 1,
    });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    const items = rows.map((row) => presentReport(row, language, req.lang));
    const next = hasMore ? toCursor({ before: last.createdAt.toISOString() }) : null;
    return { body: { items, next } };
  });

  serveStaff(router, readReport, async ({ params, person, req }) => {
    const { report, set } = await findReadable(deps, params.id, person);
    const newest = await reports.newestOf(report);
    const names = await namesOf(users, [report.publishedBy]);
    const body = presentEdition(report, set, {
      ...{ language, lang: req.lang, isNewest: newest?.id === report.id },
      publisher: names.get(report.publishedBy ?? '') ?? null,
    });
    return { body, version: report.version };
  });

  serveStaff(router, listReportCases, async ({ params, query, person, req }) => {
    const { set } = await findReadable(deps, params.id, person);
    const { readable } = await accessOf(person, units);
    const asked = {
      access: readable ?? nobody,
      figure: params.figure,
      hitOnly: query.hit === 'true',
      unitId: query.unit ?? null,
      after: query.cursor === undefined ? 0 : fromCursor(place, query.cursor).n,
      limit: query.limit + 1,
    };
    const [found, total] = await Promise.all([
      figureSets.page(set.id, asked),
      figureSets.count(set.id, asked),
    ]);
    const rows = found.slice(0, query.limit);
    const nameOf = reportWords(req.lang, set).key;
    const items = rows.map(({ facts, hit }) =>
      presentCounted(facts, {
        ...{ figure: params.figure, nameOf, isHit: hit.includes(params.figure) },
      }),
    );
    const last = rows.at(-1);
    const hasMore = found.length > rows.length && last !== undefined;
    return { body: { items, next: hasMore ? toCursor({ n: last.n }) : null, total } };
  });

  serveStaff(router, recountReport, async ({ params, person }) => {
    const { set } = await findReadable(deps, params.id, person);
    return { body: await figureSets.recount(set) };
  });

  serveStaff(router, readWord, async ({ params, person, req, res }) => {
    const { report, set } = await findReadable(deps, params.id, person);
    const file = await reportDocx(letterOf(report, set, reportWords(req.lang, set)));
    res.attachment(`${report.id}.docx`).type(readWord.media ?? '');
    res.set('cache-control', 'private, no-store').send(file);
    return undefined;
  });

  serveStaff(router, readWorkbook, async ({ params, person, req, res }) => {
    const { report, set } = await findReadable(deps, params.id, person);
    const { readable } = await accessOf(person, units);
    const cases = figureSets.cases(set.id, readable ?? nobody);
    const file = await reportXlsx(set, cases, reportWords(req.lang, set));
    res.attachment(`${report.id}.xlsx`).type(readWorkbook.media ?? '');
    res.set('cache-control', 'private, no-store').send(file);
    return undefined;
  });

  serveStaff(router, publishReport, async ({ params, person, req }) => {
    const checked = { version: versionRead(req), by: person.id, at: now() };
    const published = await reports.publish(params.id, checked);
    return { body: presentReport(published, language, req.lang), version: published.version };
  });

  serveStaff(router, correctReport, async ({ params, body, person, req }) => {
    const correcting = { reason: body.reason, by: person.id, at: now() };
    const drafted = await reports.correct(params.id, correcting);
    return {
      body: presentReport(drafted, language, req.lang),
      version: drafted.version,
      location: `/api/v1/reports/${drafted.id}`,
    };
  });

  return router;
}
