import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { endSession, openSession } from '../middleware/authenticate.ts';
import { toPerson } from '../person.ts';
import { serveAnyone, serveStaff } from '../serve.ts';
import { presentPerson } from './presenter.ts';
import { changeSession, readSession, signIn, signOut } from './schema.ts';

/** Signing in and out. */
export function sessionRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { users, units, limits, passwords, now } = deps;

  serveAnyone(router, signIn, async ({ body, req }) => {
    const { login, password } = body;
    const address = req.ip ?? '';
    await limits.beforeLogin(login, address);
    const user = await users.findByLogin(login);
    const mayEnter = user !== null && !user.disabled;
    const isRight = await passwords.isRight(mayEnter ? user.passwordHash : null, password);
    if (user === null || !isRight) throw new Refusal('LOGIN_WRONG');
    await limits.loginSucceeded(login, address);
    await openSession(req, user._id, now());
    return { body: presentPerson(toPerson(user, now()), await units.list()) };
  });

  serveStaff(router, readSession, async ({ person }) => ({
    body: presentPerson(person, await units.list()),
  }));

  serveStaff(router, changeSession, async ({ person, body }) => {
    const user = await users.find(person.id);
    const changed = user && (await users.change(user._id, user.version, body));
    if (!changed) throw new Refusal('CHANGED_MEANWHILE');
    return { body: presentPerson(toPerson(changed, now()), await units.list()) };
  });

  serveAnyone(router, signOut, async ({ req, res }) => {
    await endSession(req);
    res.clearCookie(deps.config.PUBLIC_URL.startsWith('https:') ? '__Host-huiying' : 'huiying');
    return {};
  });

  return router;
}
