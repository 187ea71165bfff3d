import { Router } from 'express';
import { dayOf, localDay, startOfDay } from '../../processes/clock/day.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import * as change from '../../workers/store/change-duty.ts';
import { answerCall } from '../../workers/store/duty-call.ts';
import { planOf } from '../../workers/store/duty-plan.ts';
import type { ApiDeps } from '../deps.ts';
import { mayAnswerCall } from '../incident-rooms/calls.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import { holdsRole, type Person } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { changes } from '../settings/policy.ts';
import { presentPlan } from './presenter.ts';
import * as schema from './schema.ts';

const mostSwaps = 30;
const week = 7 * 86_400_000;

/** Who is on duty, and every change of it. */
export function dutyRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { dutyChanges, now } = deps;
  const changer = (person: Person, key: string | null) => ({
    ...{ userId: person.id, key, at: now() },
  });

  serveStaff(router, schema.readDuty, async ({ query, person, req }) => {
    const at = now();
    const first = query.from === undefined ? localDay(at, houseZone) : dayOf(query.from);
    const from = startOfDay(first, houseZone);
    const until = startOfDay(first + query.days, houseZone);
    // Whoever is on duty now and next is told with every plan, whatever days it is of.
    const read = {
      from: new Date(Math.min(from.getTime(), at.getTime())),
      until: new Date(Math.max(until.getTime(), at.getTime() + week)),
    };
    const [plan, swaps] = await Promise.all([
      planOf(deps, read),
      dutyChanges.swapsOf(person.id, mostSwaps),
    ]);
    const reader = { userId: person.id, lang: req.lang, now: at };
    const may = { mayKeep: holdsRole(person, schema.keepers), mayEdit: changes('rotas', person) };
    return { body: presentPlan(plan, { from, until }, swaps, { ...reader, ...may }) };
  });

  serveStaff(router, schema.putIn, async ({ body, person, req }) => {
    await change.putIn(deps, body, changer(person, idempotencyKeyOf(req)));
    return {};
  });

  function mustBeOwnOrKept(person: Person, userId: string): void {
    if (userId !== person.id && !holdsRole(person, schema.keepers))
      throw new Refusal('ROLE_MISSING');
  }

  serveStaff(router, schema.enterLeave, async ({ body, person, req }) => {
    mustBeOwnOrKept(person, body.userId);
    const { userId, from, until } = body;
    const leave = { userId, from: new Date(from), until: new Date(until) };
    await change.enterLeave(deps, leave, changer(person, idempotencyKeyOf(req)));
    return {};
  });

  serveStaff(router, schema.withdrawLeave, async ({ params, person }) => {
    const found = await dutyChanges.findLeave(params.id);
    if (found === null) throw new Refusal('LEAVE_UNKNOWN');
    mustBeOwnOrKept(person, found.userId);
    await dutyChanges.withdrawLeave(params.id, now());
    return {};
  });

  serveStaff(router, schema.askToSwap, async ({ body, person, req }) => {
    const { gives, takes, userId: asked } = body;
    const by = changer(person, idempotencyKeyOf(req));
    await change.askToSwap(deps, { gives, takes, asked }, by);
    return {};
  });

  serveStaff(router, schema.answerSwap, async ({ params, body, person }) => {
    const answer = { swapId: params.id, agrees: body.agrees };
    await change.answerSwap(deps, answer, changer(person, null));
    return {};
  });

  serveStaff(router, schema.withdrawSwap, async ({ params, person }) => {
    await change.withdrawSwap(deps, params.id, changer(person, null));
    return {};
  });

  serveStaff(router, schema.answerCall, async ({ params, person }) => {
    const call = await deps.dutyCalls.find(params.id);
    if (call === null || !mayAnswerCall(call, person)) throw new Refusal('CALL_UNKNOWN');
    await answerCall(deps, call._id, { userId: person.id, at: now() });
    return {};
  });

  return router;
}
