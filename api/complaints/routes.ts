import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { readUpload, uploadsOf } from '../middleware/upload.ts';
import { serveAnyone } from '../serve.ts';
import { presentReceipt, presentTracking } from './presenter.ts';
import { rateComplaint, submitComplaint, trackComplaint } from './schema.ts';
import { takeComplaint } from './submit.ts';

/** Sending complaints, following and rating them; no account is needed. */
export function complaintRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { limits, tracking, now } = deps;

  async function openTracked(number: string, secret: string): Promise<string> {
    const caseId = await tracking.open(number, secret);
    if (caseId === null) throw new Refusal('TRACKING_UNKNOWN');
    return caseId;
  }

  serveAnyone(
    router,
    submitComplaint,
    async ({ body, req }) => {
      const { files, refused } = await uploadsOf(req);
      const [wrong] = refused;
      if (wrong !== undefined) throw new Refusal(wrong.problem, { name: wrong.name });
      const receipt = await takeComplaint(deps, {
        body,
        files,
        lang: req.lang,
        person: req.person,
        idempotencyKey: idempotencyKeyOf(req),
      });
      return { body: presentReceipt(receipt, deps.config.PUBLIC_URL) };
    },
    [limits.submission, readUpload('files')],
  );

  serveAnyone(
    router,
    trackComplaint,
    async ({ body, req }) => {
      const caseId = await openTracked(body.number, body.secret);
      return { body: presentTracking(await tracking.view(caseId, now()), req.lang) };
    },
    [limits.tracking],
  );

  serveAnyone(
    router,
    rateComplaint,
    async ({ body, req }) => {
      const { number, secret, answered, score } = body;
      const caseId = await openTracked(number, secret);
      await tracking.rate(caseId, { answered, score }, now());
      return { body: presentTracking(await tracking.view(caseId, now()), req.lang) };
    },
    [limits.tracking],
  );

  return router;
}
