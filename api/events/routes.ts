import { createSession } from 'better-sse';
import { Router } from 'express';
import { toError } from '../../workers/platform/errors.ts';
import { accessOf } from '../access.ts';
import type { ApiDeps } from '../deps.ts';
import { personOf } from '../middleware/authenticate.ts';
import { serveStaff } from '../serve.ts';
import { readEvents } from './schema.ts';

const lookAgainMs = 15_000;
/** A comment of the stream: proxies close what is silent. */
const signOfLife = ':\n\n';

/** What the server tells unasked. */
export function eventRoutes(deps: ApiDeps): Router {
  const router = Router();

  serveStaff(router, readEvents, async ({ req, res, person: first }) => {
    const { userId, openedAt } = req.session;
    let person = first;
    let access = await accessOf(person, deps.units);
    // Its own sign of life would go on for somebody who left before it began.
    const session = await createSession(req, res, { keepAlive: null });
    // Whoever leaves a page at once is gone before the stream stands: nothing tells of it any more.
    if (res.destroyed) return undefined;
    const leave = deps.broadcast.join({
      person: () => person,
      access: () => access,
      push: (event, id) => session.push({ id }, event),
      end: () => res.end(),
    });
    // A role withdrawn or a session ended counts here too: a stream can stay open for days.
    const look = async () => {
      const opened = {
        ...(userId === undefined ? {} : { userId }),
        ...(openedAt === undefined ? {} : { openedAt }),
      };
      const now = await personOf(deps.users, opened, deps.now());
      if (now === null) return res.end();
      person = now;
      access = await accessOf(now, deps.units);
      // Ended meanwhile, by a house that stops: writing then would be an error nobody catches.
      if (!res.writableEnded) res.write(signOfLife);
      return undefined;
    };
    const looking = setInterval(() => {
      look().catch((error: unknown) => {
        deps.logger.warn('events.closed', { requestId: req.requestId, error: toError(error) });
        res.end();
      });
    }, lookAgainMs);
    res.on('close', () => {
      clearInterval(looking);
      leave();
    });
    return undefined;
  });

  return router;
}
