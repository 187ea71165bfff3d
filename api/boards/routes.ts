import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import {
  type BoardAccountRow,
  checkTimesSetting,
  chosenCheckTimes,
} from '../../workers/store/boards.ts';
import { findStanding } from '../../workers/store/units.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { serveStaff } from '../serve.ts';
import { boardNames, checksFor, recordLook } from './checks.ts';
import { messageRoutes } from './message-routes.ts';
import { presentAccount } from './presenter.ts';
import {
  addAccount,
  changeCheckTimes,
  listAccounts,
  listChecks,
  readCheckTimes,
  recordCheck,
  retireAccount,
} from './schema.ts';

/** The register of accounts on boards of others, the looks at the boards, and what is found there. */
export function boardRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { boards, units, users, settings, now } = deps;

  async function shown(rows: readonly BoardAccountRow[], lang: Lang) {
    const people = rows.map(({ responsibleId }) => responsibleId);
    const names = await boardNames(deps, people, lang);
    return rows.map((row) => presentAccount(row, names));
  }

  serveStaff(router, listAccounts, async ({ req }) => ({
    body: { items: await shown(await boards.accounts(), req.lang) },
  }));

  serveStaff(router, addAccount, async ({ body, person, req }) => {
    const { unitId, board, account, link } = body;
    await findStanding(units, unitId, now());
    const responsible = await users.findByLogin(body.responsible);
    if (responsible === null)
      throw new Refusal('FIELD_INVALID', { field: 'responsible', reason: 'PERSON_UNKNOWN' });
    const row: BoardAccountRow = {
      ...{ _id: randomUUID(), unitId, board, account, link: link || null },
      responsibleId: responsible._id,
      ...{ createdAt: now(), createdBy: person.id, retiredAt: null },
    };
    await boards.addAccount(row);
    const [view] = await shown([row], req.lang);
    return { body: view };
  });

  serveStaff(router, retireAccount, async ({ params, req }) => {
    const retired = await boards.retireAccount(params.id, now());
    if (retired === null) throw new Refusal('BOARD_ACCOUNT_UNKNOWN');
    const [view] = await shown([retired], req.lang);
    return { body: view };
  });

  serveStaff(router, listChecks, async ({ query, person, req }) => ({
    body: { items: await checksFor(deps, query.day, { person, lang: req.lang, now: now() }) },
  }));

  serveStaff(router, recordCheck, async ({ body, person, req }) => {
    const reader = { person, lang: req.lang, now: now() };
    await recordLook(deps, body, reader);
    return { body: { items: await checksFor(deps, undefined, reader) } };
  });

  serveStaff(router, readCheckTimes, async () => ({ body: await chosenCheckTimes(deps) }));

  serveStaff(router, changeCheckTimes, async ({ body, person }) => {
    await settings.choose(checkTimesSetting, body, { at: now(), userId: person.id });
    return { body };
  });

  router.use(messageRoutes(deps));
  return router;
}
