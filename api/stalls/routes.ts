import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { StallRow } from '../../workers/store/stalls.ts';
import type { ApiDeps } from '../deps.ts';
import { operate } from '../instances/operate.ts';
import { nameIn } from '../instances/presenter.ts';
import type { Person } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { presentGivenUp, presentStall } from './presenter.ts';
import {
  listCauses,
  listGivenUp,
  listStalls,
  retryCause,
  retryGivenUp,
  retryStall,
} from './schema.ts';

const most = 200;
const mostAtOnce = 500;
const triesAfterRetry = 3;

/** Instances that cannot go on. */
export function stallRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { stalls, instances, definitions, cases, engine, outbox, running, now } = deps;

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

  /** Gives the job of a stall new tries and lets the instance go on; noted with its reason. */
  async function retry(stall: StallRow, person: Person, reason: string) {
    const { _id, instanceKey, caseId, elementId, errorType, jobKey } = stall;
    const about = { stallKey: _id, elementId, errorType };
    const deed = { deed: 'retry', instanceKey, caseId, about, reason } as const;
    return operate(deps, person, deed, async () => {
      if (jobKey !== null) await engine.updateJobRetries(jobKey, triesAfterRetry);
      return engine.resolveStall(_id);
    });
  }

  serveStaff(router, listCauses, async () => {
    const causes = await stalls.causes();
    const items = await Promise.all(
      causes.map(async ({ definitionKey, firstAt, ...cause }) => {
        const diagram = await definitions.find(definitionKey);
        return {
          ...cause,
          firstAt: firstAt.toISOString(),
          processName: diagram?.name || cause.processId,
          elementName: nameIn(diagram, cause.elementId),
        };
      }),
    );
    return { body: { items } };
  });

  serveStaff(router, retryCause, async ({ body, person }) => {
    const { reason, ...cause } = body;
    if (cause.errorType === 'BANNED') throw new Refusal('STALL_BANNED');
    const found = await stalls.ofCause(cause, mostAtOnce + 1);
    const counts = { done: 0, gone: 0 };
    for (const stall of found.slice(0, mostAtOnce)) {
      const answer = await retry(stall, person, reason);
      counts[answer] += 1;
    }
    const left = Math.max(0, found.length - mostAtOnce);
    return { body: { retried: counts.done, gone: counts.gone, left } };
  });

  serveStaff(router, retryStall, async ({ params, body, person }) => {
    const stall = await stalls.find(params.key);
    if (stall === null) throw new Refusal('STALL_UNKNOWN');
    if (stall.resolvedAt !== null) throw new Refusal('STALL_RESOLVED');
    if (stall.errorType === 'BANNED') throw new Refusal('STALL_BANNED');
    await retry(stall, person, body.reason);
    return { body: { state: 'retrying' } };
  });

  serveStaff(router, listGivenUp, async () => {
    const rows = await outbox.givenUp(most);
    const numbers = await running.numbersOf(rows.flatMap(({ caseId }) => caseId ?? []));
    const items = rows.map((row) => presentGivenUp(row, numbers.get(row.caseId ?? '') ?? null));
    return { body: { items } };
  });

  serveStaff(router, retryGivenUp, async ({ body, person }) => {
    const { key, reason } = body;
    const row = await outbox.find(key);
    if (row === null) throw new Refusal('OUTBOX_UNKNOWN');
    const of = { instanceKey: null, caseId: row.caseId, about: { key }, reason };
    const answer = await operate(deps, person, { deed: 'retry-told', ...of }, async () =>
      (await outbox.retry(key, now())) ? 'done' : 'gone',
    );
    if (answer === 'gone') throw new Refusal('OUTBOX_NOT_GIVEN_UP');
    return { body: { state: 'waiting' } };
  });

  return router;
}
