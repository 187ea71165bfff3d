import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { StallRow } from '../../workers/store/stalls.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { presentStall } from './presenter.ts';
import { listStalls, retryStall } from './schema.ts';

const most = 200;
const triesAfterRetry = 3;

/** Instances that cannot go on. */
export function stallRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { stalls, instances, definitions, cases, engine } = deps;

  async function present(stall: StallRow) {
    const [its, instance] = await Promise.all([
      stall.caseId === null ? null : cases.find(stall.caseId),
      stall.instanceKey === null ? null : instances.find(stall.instanceKey),
    ]);
    const diagram =
      instance === null ? null : await definitions.find(instance.processDefinitionKey);
    return presentStall(stall, its?.number ?? null, instance, diagram);
  }

  serveStaff(router, listStalls, async () => {
    const [open, total] = await Promise.all([stalls.open(most), stalls.countOpen()]);
    return { body: { items: await Promise.all(open.map(present)), total } };
  });

  serveStaff(router, retryStall, async ({ params, body, person, req }) => {
    const stall = await stalls.find(params.key);
    if (stall === null) throw new Refusal('STALL_UNKNOWN');
    if (stall.resolvedAt !== null) throw new Refusal('STALL_RESOLVED');
    if (stall.errorType === 'BANNED') throw new Refusal('STALL_BANNED');
    if (stall.jobKey !== null) await engine.updateJobRetries(stall.jobKey, triesAfterRetry);
    await engine.resolveStall(stall._id);
    deps.logger.info('stall.retried', {
      ...{ requestId: req.requestId, userId: person.id, stallKey: stall._id },
      reason: body.reason,
    });
    return { body: { state: 'retrying' } };
  });

  return router;
}
