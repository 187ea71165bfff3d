import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { quietHoursInForce } from '../../workers/store/house-settings.ts';
import { accessOf } from '../access.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { sendFile } from '../send-file.ts';
import { serveStaff } from '../serve.ts';
import { peopleAndUnits } from '../users/names.ts';
import { openLadders } from './list.ts';
import { presentLadder, presentLetter } from './presenter.ts';
import { listLadders, readLetter, readQuietHours, readSupervision } from './schema.ts';

/** Supervision: the ladders, the letters they sent, and the hours in which they rest. */
export function supervisionRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { ladders, letters, settings, now } = deps;

  serveStaff(router, readSupervision, async ({ params, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const [climbed, sent, clocks] = await Promise.all([
      ladders.ofCase(one.id),
      letters.ofCase(one.id),
      deps.clocks.ofCase(one.id),
    ]);
    const did = climbed.flatMap(({ rungs }) => rungs.map(({ doneBy }) => doneBy));
    const names = await peopleAndUnits(
      deps,
      [...did, ...sent.map((one) => one.receivedBy)],
      req.lang,
    );
    const clockOf = (id: string) => clocks.find((clock) => clock.id === id);
    return {
      body: {
        ladders: climbed.map((one) => presentLadder(one, clockOf(one.id), names, now())),
        letters: sent.map((letter) => presentLetter(letter, names)),
      },
    };
  });

  serveStaff(router, readLetter, async ({ params, person, res }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const letter = await letters.find(params.letterId);
    if (letter === null || letter.caseId !== one.id) throw new Refusal('LETTER_UNKNOWN');
    const { file } = letter;
    await sendFile(res, file, deps.attachments.read(file.id), 'private');
    return undefined;
  });

  serveStaff(router, listLadders, async ({ query, person, req }) => {
    const access = await accessOf(person, deps.units);
    const items = await openLadders(deps, { access, rung: query.rung ?? null, lang: req.lang });
    return { body: { items, total: items.length } };
  });

  serveStaff(router, readQuietHours, async () => ({ body: await quietHoursInForce(settings) }));

  return router;
}
