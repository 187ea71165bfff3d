import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { z } from 'zod';
import { Refusal } from '../../processes/refusal.ts';
import { type RoleAtUnit, roles } from '../../processes/roles.ts';
import { Conflict } from '../../workers/platform/errors.ts';
import { sentOnly } from '../changes.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { hashPassword } from '../session/password.ts';
import { presentRole, presentUser } from './presenter.ts';
import { addUser, changeUser, listRoles, listUsers, type UserView } from './schema.ts';

function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

/** Whether a change touches what somebody may do; their sessions end with it, and nobody does it to themselves. */
function touchesAccess({ roles: held, disabled }: z.output<typeof changeUser.body>): boolean {
  return held !== undefined || disabled !== undefined;
}

function withPassword(shown: UserView, password: string | undefined) {
  return password === undefined ? shown : { ...shown, password };
}

/** The people of the house. */
export function userRoutes({ users, units, now }: ApiDeps): Router {
  const router = Router();

  async function unitNames(lang: Lang): Promise<Map<string, string>> {
    const rows = await units.list();
    return new Map(rows.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name]));
  }

  async function checkUnits(held: readonly RoleAtUnit[]): Promise<void> {
    const found = await Promise.all(held.map(({ unitId }) => units.find(unitId)));
    const index = found.indexOf(null);
    if (index >= 0)
      throw new Refusal('FIELD_INVALID', {
        field: `roles/${index}/unitId`,
        reason: 'NOT_A_CHOICE',
      });
  }

  serveStaff(router, listUsers, async ({ req }) => {
    const names = await unitNames(req.lang);
    return { body: { items: (await users.list()).map((user) => presentUser(user, names)) } };
  });

  serveStaff(router, addUser, async ({ body, req }) => {
    await checkUnits(body.roles);
    const password = newPassword();
    const user = {
      ...body,
      _id: `P-${body.login}`,
      passwordHash: await hashPassword(password),
      language: 'zh' as const,
      disabled: false,
      sessionsValidFrom: now(),
      version: 1,
    };
    await users.insert(user).catch((error: unknown) => {
      throw error instanceof Conflict ? new Refusal('LOGIN_TAKEN', { login: body.login }) : error;
    });
    return {
      body: { ...presentUser(user, await unitNames(req.lang)), password },
      version: user.version,
      location: `/api/v1/users/${user._id}`,
    };
  });

  serveStaff(router, changeUser, async ({ params, body, person, req }) => {
    const version = versionRead(req);
    const user = await users.find(params.id);
    if (user === null) throw new Refusal('USER_UNKNOWN');
    if (user._id === person.id && touchesAccess(body)) throw new Refusal('OWN_ACCESS');
    const { resetPassword, ...change } = body;
    await checkUnits(change.roles ?? []);
    const password = resetPassword ? newPassword() : undefined;
    const changed = await users.change(user._id, version, {
      ...sentOnly(change),
      ...(touchesAccess(body) || resetPassword ? { sessionsValidFrom: now() } : {}),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
    });
    if (changed === null) throw new Refusal('CHANGED_MEANWHILE');
    const shown = presentUser(changed, await unitNames(req.lang));
    return { body: withPassword(shown, password), version: changed.version };
  });

  serveStaff(router, listRoles, async () => {
    const people = await users.list();
    return { body: { items: roles.map((role) => presentRole(role, people)) } };
  });

  return router;
}
