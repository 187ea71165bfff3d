import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { holdCase as hold, liftHold as lift } from '../../workers/store/legal-holds.ts';
import {
  changeRetention as change,
  dryRun,
  readRetention as readRule,
} from '../../workers/store/retention.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { actsAs, holdsRole, type Person } from '../person.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { presentHold, presentRetention } from './presenter.ts';
import { changeRetention, holdCase, liftHold, readHold, readRetention } from './schema.ts';

const mostTold = 200;
const holders = ['office', 'auditor'] as const;

/** How long closed cases are kept, and which are kept longer. */
export function retentionRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;

  async function shown(person: Person) {
    const { rule, version } = await readRule(deps.settings);
    const told = await dryRun(deps.store, rule, now(), mostTold);
    const mayChange = holdsRole(person, ['system-admin']);
    return { body: presentRetention(rule, { version, mayChange }, told), version };
  }

  serveStaff(router, readRetention, ({ person }) => shown(person));

  serveStaff(router, changeRetention, async ({ body, person, req }) => {
    const version = versionRead(req);
    if (!(await change(deps.settings, body, { version, at: now() })))
      throw new Refusal('CHANGED_MEANWHILE');
    const fields = { requestId: req.requestId, userId: person.id, ...body };
    deps.logger.info('retention.changed', fields);
    return shown(person);
  });

  serveStaff(router, readHold, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const entries = one.hold ? await deps.entries.ofCase(one.id) : [];
    const entry = entries.find(({ _id }) => _id === one.hold?.id) ?? null;
    return { body: presentHold(one, entry, holdsRole(person, holders)) };
  });

  serveStaff(router, holdCase, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    await hold(deps, { caseId: one.id, by: actsAs(person, holders), at: now() }, body.reason);
    return {};
  });

  serveStaff(router, liftHold, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    await lift(deps, { caseId: one.id, by: actsAs(person, holders), at: now() }, body.reason);
    return {};
  });

  return router;
}
