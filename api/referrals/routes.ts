import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { reportBack as keepReport } from '../../workers/store/report-back.ts';
import { findReadable } from '../cases/policy.ts';
import { decidesAs } from '../complaints/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { presentReferred } from './presenter.ts';
import { listReferrals, reportBack } from './schema.ts';

/** What other bodies referred to us, and telling them the result. */
export function referralRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { referrals, now } = deps;

  serveStaff(router, listReferrals, async ({ query }) => {
    const [rows, toReport, open, reported] = await Promise.all([
      referrals.list(query.state, query.limit),
      referrals.count('to-report'),
      referrals.count('open'),
      referrals.count('reported'),
    ]);
    const at = now();
    return {
      body: {
        items: rows.map((row) => presentReferred(row, at)),
        counts: { 'to-report': toReport, open, reported },
      },
    };
  });

  serveStaff(router, reportBack, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const at = now();
    const { means, text, reportedAt = at } = body;
    if (reportedAt > at)
      throw new Refusal('FIELD_INVALID', { field: 'reportedAt', reason: 'IN_FUTURE' });
    await keepReport(deps, one.id, { means, text, reportedAt, at, by: decidesAs(person) });
    return { body: { reportedAt: reportedAt.toISOString() } };
  });

  return router;
}
