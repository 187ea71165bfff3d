import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { isMappable } from '../../processes/migration/diagram.ts';
import { createJudge } from '../../processes/migration/plan.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { MigrationRun } from '../../workers/store/migrations.ts';
import { wayOf } from '../../workers/store/running.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { type Between, betweenOf } from './between.ts';
import { impactOfDraft } from './drafts.ts';
import { diagramOf, impactOf } from './impact.ts';
import { presentItem, presentRun } from './presenter.ts';
import {
  listMigrationItems,
  listMigrations,
  planMigration,
  readImpact,
  readMigration,
  resumeMigration,
  startMigration,
  stopMigration,
} from './schema.ts';

const mostRuns = 50;
const place = z.object({ after: z.string() });
const sideOf = ({ _id, version }: Between['from']) => ({ definitionKey: _id, version });

/** Bringing running instances to another version: what it would do, doing it, what came of it. */
export function migrationRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { migrations, running, definitions, operatorActions, users, now } = deps;

  async function present(runs: readonly MigrationRun[]) {
    const names = await namesOf(
      users,
      runs.map(({ askedBy }) => askedBy),
    );
    return Promise.all(
      runs.map(async (run) => {
        const diagram = await definitions.find(run.to.definitionKey);
        return presentRun(run, { name: diagram?.name ?? run.processId, names });
      }),
    );
  }

  async function presentOne(runId: string) {
    const run = await migrations.find(runId);
    const [view] = run === null ? [] : await present([run]);
    if (view === undefined) throw new Refusal('MIGRATION_UNKNOWN');
    return view;
  }

  /** How many of the instances asked for could move, as they stand now. */
  async function countMovable({ from, move }: Between, only: readonly string[] | null) {
    const judge = createJudge(move);
    let movable = 0;
    let seen = 0;
    for (let after: string | null = null; ; ) {
      const rows = await running.onVersion(from._id, { after, limit: 500, only });
      const stalls = await running.stalledAt(rows.map(({ _id }) => _id));
      for (const row of rows)
        movable += Number(judge(wayOf(row, stalls.get(row._id) ?? [])).length === 0);
      seen += rows.length;
      after = rows.at(-1)?._id ?? null;
      if (rows.length < 500) return { seen, movable };
    }
  }

  serveStaff(router, readImpact, async ({ params }) => ({
    body: await impactOfDraft(deps, params.id),
  }));

  serveStaff(router, planMigration, async ({ body }) => {
    const { from, to, move } = await betweenOf(deps, body);
    const targets = [...move.to.elements.values()].filter((one) => isMappable(one, move.to));
    return {
      body: {
        processId: to.id,
        name: to.name,
        mapping: move.mapping,
        targets: targets.map(({ id, name, kind }) => ({ id, name: name || id, kind })),
        impact: await impactOf(deps, sideOf(from), move),
      },
    };
  });

  serveStaff(router, startMigration, async ({ body, person, req }) => {
    const { reason } = body;
    const only = body.only ?? null;
    const between = await betweenOf(deps, body);
    const { seen, movable } = await countMovable(between, only);
    if (seen === 0) throw new Refusal('MIGRATION_NOTHING');
    // What cannot move is told and not tried.
    if (movable === 0) throw new Refusal('MIGRATION_STRANDED', { count: seen });
    const { from, to, move } = between;
    const id = randomUUID();
    const at = now();
    await operatorActions.note({
      ...{ _id: `migrate:${id}`, at, by: person.id, deed: 'migrate', reason },
      instanceKey: only?.length === 1 ? (only[0] ?? null) : null,
      caseId: null,
      about: { runId: id, processId: to.id, from: from.version, to: to.version, count: seen },
    });
    await migrations.ask({
      ...{ id, processId: to.id, only, reason, askedBy: person.id, askedAt: at },
      ...{ from: sideOf(from), to: sideOf(to), mapping: move.mapping },
    });
    deps.logger.info('migration.asked', {
      ...{ requestId: req.requestId, userId: person.id, runId: id, processId: to.id, seen },
    });
    return { body: await presentOne(id), location: `/api/v1/migrations/${id}` };
  });

  serveStaff(router, listMigrations, async () => {
    const [runs, versions, newest] = await Promise.all([
      migrations.list(mostRuns),
      running.versions(),
      deps.definitionList.newest(),
    ]);
    const processes = newest.filter(({ kind }) => kind === 'process');
    const listed = await Promise.all(
      processes.map(async ({ id: processId, name }) => ({
        ...{ processId, name },
        versions: (await definitions.versions('process', processId)).map((row) => ({
          ...{ definitionKey: row._id, version: row.version, versionTag: row.versionTag },
          running: versions.find((one) => one.definitionKey === row._id)?.running ?? 0,
        })),
      })),
    );
    return { body: { items: await present(runs), processes: listed } };
  });

  serveStaff(router, readMigration, async ({ params }) => ({ body: await presentOne(params.id) }));

  serveStaff(router, stopMigration, async ({ params }) => {
    await presentOne(params.id);
    if (!(await migrations.stop(params.id, now()))) throw new Refusal('MIGRATION_ENDED');
    return { body: await presentOne(params.id) };
  });

  serveStaff(router, resumeMigration, async ({ params }) => {
    await presentOne(params.id);
    if (!(await migrations.resume(params.id))) throw new Refusal('MIGRATION_NOT_STOPPED');
    return { body: await presentOne(params.id) };
  });

  serveStaff(router, listMigrationItems, async ({ params, query }) => {
    const run = await presentOne(params.id);
    const after = query.cursor === undefined ? null : fromCursor(place, query.cursor).after;
    const page = { after, limit: query.limit + 1 };
    const found = await migrations.items(params.id, query.outcome ?? null, page);
    const items = found.slice(0, query.limit);
    const from = await diagramOf(await definitions.find(run.from.definitionKey));
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return {
      body: {
        items: items.map((item) => presentItem(item, from)),
        next: last === undefined ? null : toCursor({ after: last._id }),
      },
    };
  });

  return router;
}
