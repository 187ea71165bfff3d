import { Router } from 'express';
import { DateTime } from 'luxon';
import type { Origin } from '../../processes/intake/origin.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { presentReceipt } from '../complaints/presenter.ts';
import { takeComplaint } from '../complaints/submit.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { readUpload, uploadsOf } from '../middleware/upload.ts';
import { serveStaff } from '../serve.ts';
import { type EnteredComplaint, enterComplaint } from './schema.ts';

/** A last day ends at 24:00. */
function endOf(day: string | null | undefined): Date | null {
  if (!day) return null;
  return DateTime.fromISO(day, { zone: houseZone }).plus({ days: 1 }).toJSDate();
}

function originOf({ link, referral, channel }: EnteredComplaint): Origin | null {
  if (channel !== 'referral' || !referral) return link === null ? null : { link, referral: null };
  const { body, number, wish } = referral;
  return { link, referral: { body, number, wish, deadline: endOf(referral.deadline) } };
}

/** Complaints that staff take in for somebody else. */
export function intakeRoutes(deps: ApiDeps): Router {
  const router = Router();

  serveStaff(
    router,
    enterComplaint,
    async ({ body, person, req }) => {
      const { files, refused } = await uploadsOf(req);
      const [wrong] = refused;
      if (wrong !== undefined) throw new Refusal(wrong.problem, { name: wrong.name });
      const { collectedAt, receivedAt, link, referral, ...complaint } = body;
      const receipt = await takeComplaint(deps, {
        ...{ body: complaint, files, lang: req.lang, person },
        idempotencyKey: idempotencyKeyOf(req),
        entered: {
          collectedAt: collectedAt ?? null,
          receivedAt: receivedAt ?? null,
          origin: originOf(body),
        },
      });
      const shown = presentReceipt(receipt, deps.config.PUBLIC_URL);
      const location = `/api/v1/cases/${receipt.caseId}`;
      return { body: { ...shown, caseId: receipt.caseId }, location };
    },
    [readUpload('files')],
  );

  return router;
}
