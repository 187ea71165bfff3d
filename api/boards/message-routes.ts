import { Router } from 'express';
import { startOfDay } from '../../processes/boards/checks.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { sha256 } from '../../workers/platform/digest.ts';
import type { BoardMessageRow } from '../../workers/store/boards.ts';
import { standingTopic } from '../../workers/store/house-settings.ts';
import { takeBoardMessage } from '../../workers/store/take-board-message.ts';
import { findStanding } from '../../workers/store/units.ts';
import type { ApiDeps } from '../deps.ts';
import { actsAs } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { boardNames } from './checks.ts';
import { asLooker } from './policy.ts';
import { presentMessage } from './presenter.ts';
import { addMessage, assignMessage, claimMessage, dismissMessage, listMessages } from './schema.ts';

/** What is found on boards of others, and whose it is. */
export function messageRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { boards, units, store, config, now } = deps;
  const today = () => startOfDay(now(), houseZone);
  const intake = () => ({ ...deps, trackingSecret: config.TRACKING_SECRET });

  async function find(messageId: string): Promise<BoardMessageRow> {
    const found = await boards.findMessage(messageId);
    if (found === null) throw new Refusal('BOARD_MESSAGE_UNKNOWN');
    return found;
  }

  serveStaff(router, listMessages, async ({ query, req }) => {
    const { state, limit } = query;
    const dayBegan = today();
    const wanted = state === 'unclaimed' ? 'found' : state;
    const [rows, unclaimed, names] = await Promise.all([
      boards.messages(wanted, limit, state === 'unclaimed' ? dayBegan : undefined),
      boards.countWaiting(dayBegan),
      boardNames(deps, [], req.lang),
    ]);
    const items = rows.map((row) => presentMessage(row, names, dayBegan));
    return { body: { items, unclaimed } };
  });

  serveStaff(router, addMessage, async ({ body, person, req }) => {
    const { link, title, board, postedAt } = body;
    const foundAt = now();
    if (postedAt !== undefined && postedAt > foundAt)
      throw new Refusal('FIELD_INVALID', { field: 'postedAt', reason: 'IN_FUTURE' });
    const row: BoardMessageRow = {
      ...{ _id: sha256(new URL(link).href), link, title, board, foundAt, foundBy: person.id },
      postedAt: postedAt ?? foundAt,
      state: 'found',
      ...{ unitId: null, caseId: null },
      ...{ decidedBy: null, decidedAt: null, ground: null },
    };
    await boards.putMessageOnce(row);
    const names = await boardNames(deps, [], req.lang);
    return { body: presentMessage(await find(row._id), names, today()) };
  });

  serveStaff(router, claimMessage, async ({ params, body, person }) => {
    const message = await find(params.id);
    const by = asLooker(person, body.unitId);
    if (message.state === 'found' && message.foundAt < today()) throw new Refusal('BOARD_DAY_OVER');
    const { topic, unitId, text } = body;
    await standingTopic(deps.settings, topic);
    const taking = { state: 'claimed', topic, unitId, text: text || null, by, at: now() } as const;
    const { caseId, number } = await takeBoardMessage(intake(), message, taking);
    return { body: { caseId, number } };
  });

  serveStaff(router, assignMessage, async ({ params, body, person }) => {
    const message = await find(params.id);
    const by = actsAs(person, ['office']);
    const { topic, unitId, text } = body;
    await Promise.all([findStanding(units, unitId, now()), standingTopic(deps.settings, topic)]);
    const taking = { state: 'assigned', topic, unitId, text: text || null, by, at: now() } as const;
    const { caseId, number } = await takeBoardMessage(intake(), message, taking);
    return { body: { caseId, number } };
  });

  serveStaff(router, dismissMessage, async ({ params, body, person, req }) => {
    await find(params.id);
    const decided = {
      decidedBy: actsAs(person, ['office']),
      decidedAt: now(),
      ground: body.ground,
    };
    const done = await store.transaction((tx) =>
      boards.end(params.id, { state: 'dismissed', unitId: null, caseId: null, ...decided }, tx),
    );
    if (!done) throw new Refusal('BOARD_MESSAGE_TAKEN');
    const names = await boardNames(deps, [], req.lang);
    return { body: presentMessage(await find(params.id), names, today()) };
  });

  return router;
}
