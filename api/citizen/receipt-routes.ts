import { Router } from 'express';
import { secretOf } from '../../workers/store/intake.ts';
import type { CitizenDeps } from './deps.ts';
import { openDraft, receiptMinutes } from './draft-cookie.ts';
import type { PaceIn } from './pace.ts';
import { receiptGonePage, receiptPage } from './pages/receipt.ts';
import { frameOf, show } from './visit.ts';

/** Address of the tracking page as people type it; it holds neither number nor secret. */
export function trackUrl({ config }: Pick<CitizenDeps, 'config'>): string {
  const base = config.PUBLIC_URL || `http://${config.HOST}:${config.PORT}`;
  return `${base.replace(/\/$/, '')}/track`;
}

/** The receipt, shown only to the browser that sent the complaint, and only for a while. */
export function receiptRoutes(deps: CitizenDeps, stylesheet: string, paceIn: PaceIn): Router {
  const router = Router();
  router.get('/receipt', async (request, response) => {
    const visit = await frameOf(deps, request, response, stylesheet);
    const sent = (await openDraft(deps, request))?.row.sent ?? null;
    if (sent === null) return show(response, visit, receiptGonePage(visit, receiptMinutes), 410);
    const secret = secretOf(sent.caseId, deps.config.TRACKING_SECRET);
    const { first } = await paceIn(visit.lang);
    const receipt = { number: sent.number, secret, trackUrl: trackUrl(deps), first };
    show(response, visit, receiptPage(visit, receipt));
  });
  return router;
}
