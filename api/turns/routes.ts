import { Router } from 'express';
import {
  addContribution as add,
  closeContributions as close,
  withdrawContribution as withdraw,
} from '../../workers/store/contributions.ts';
import { sendInterimReply } from '../../workers/store/interim-reply.ts';
import { askQuestion as ask, takeBackQuestion } from '../../workers/store/questions.ts';
import { sendBack as back, assignDown as down } from '../../workers/store/stations.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { turnAs } from './policy.ts';
import {
  addContribution,
  askQuestion,
  assignDown,
  closeContributions,
  closeQuestion,
  sendBack,
  sendInterim,
  withdrawContribution,
} from './schema.ts';

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

  serveStaff(router, sendInterim, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'interim-reply');
    await sendInterimReply(deps, { caseId: one.id, by, at: now() }, body);
    return {};
  });

  serveStaff(router, assignDown, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = turnAs(person, one, 'assign-down');
    await down(deps, { caseId: one.id, by, at: now() }, body);
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
