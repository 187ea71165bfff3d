import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import {
  addContribution as add,
  closeContributions as close,
  withdrawContribution as withdraw,
} from '../../workers/store/contributions.ts';
import { instruct as write } from '../../workers/store/instructions.ts';
import { sendInterimReply } from '../../workers/store/interim-reply.ts';
import { askQuestion as ask, takeBackQuestion } from '../../workers/store/questions.ts';
import { sendBack as back, assignDown as down } from '../../workers/store/stations.ts';
import { normaliseNumber } from '../../workers/store/tracking.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { serveStaff } from '../serve.ts';
import { turnAs } from './policy.ts';
import {
  addContribution,
  askQuestion,
  assignDown,
  closeContributions,
  closeQuestion,
  instruct,
  sendBack,
  sendInterim,
  withdrawContribution,
} from './schema.ts';

/** The case with a number. @throws Refusal `CASE_NUMBER_UNKNOWN` naming it */
async function idOf({ cases }: Pick<ApiDeps, 'cases'>, number: string): Promise<string> {
  const found = await cases.findByNumber(normaliseNumber(number));
  if (found === null) throw new Refusal('CASE_NUMBER_UNKNOWN', { field: 'also', number });
  return found.id;
}

/** Turns that people give a case beside its tasks. */
export function turnRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;

  serveStaff(router, askQuestion, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'ask-question');
    const questionId = await ask(deps, { caseId: one.id, by, at: now() }, body.question);
    return { body: { questionId } };
  });

  serveStaff(router, closeQuestion, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'close-question');
    const { questionId } = params;
    await takeBackQuestion(deps, { caseId: one.id, questionId, at: now() }, by);
    return {};
  });

  serveStaff(router, addContribution, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'ask-contribution');
    const contributionId = await add(deps, { caseId: one.id, by, at: now() }, body.unitId);
    return { body: { contributionId } };
  });

  serveStaff(router, withdrawContribution, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'withdraw-contribution');
    const { contributionId } = params;
    const about = { contributionId, reason: body.reason };
    await withdraw(deps, { caseId: one.id, by, at: now() }, about);
    return {};
  });

  serveStaff(router, closeContributions, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'close-contributions');
    await close(deps, { caseId: one.id, by, at: now() }, body.reason);
    return {};
  });

  serveStaff(router, sendInterim, async ({ params, body, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'interim-reply');
    const key = idempotencyKeyOf(req);
    await sendInterimReply(deps, { caseId: one.id, by, at: now(), key }, body);
    return {};
  });

  serveStaff(router, assignDown, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'assign-down');
    await down(deps, { caseId: one.id, by, at: now() }, body);
    return {};
  });

  serveStaff(router, instruct, async ({ params, body, person, req }) => {
    const { instruction, paper = null, also } = body;
    const ids = await Promise.all([...new Set(also)].map((number) => idOf(deps, number)));
    const at = now();
    const doers = await Promise.all(
      [...new Set([params.id, ...ids])].map(async (caseId) => {
        const { case: one } = await findReadable(deps, caseId, person);
        return { caseId, by: turnAs(person, one, 'instruct'), at };
      }),
    );
    const key = idempotencyKeyOf(req);
    await write(deps, doers, { instruction, paper }, { userId: person.id, key, at });
    return {};
  });

  serveStaff(router, sendBack, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'send-back');
    await back(deps, { caseId: one.id, by, at: now() }, body.reason);
    return {};
  });

  return router;
}
