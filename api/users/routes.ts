import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { z } from 'zod';
import { isoDayOf } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { roles } from '../../processes/roles.ts';
import { personDocument } from '../../processes/settings/person.ts';
import { Conflict } from '../../workers/platform/errors.ts';
import { type Changed, changeSetting } from '../../workers/store/change-setting.ts';
import { readSetting } from '../../workers/store/setting-homes.ts';
import { isStanding } from '../../workers/store/units.ts';
import type { UserRow } from '../../workers/store/users.ts';
import { sentOnly } from '../changes.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { parseFields } from '../field-issues.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { hashPassword } from '../session/password.ts';
import { presentRole, presentUser } from './presenter.ts';
import { addUser, changeUser, listRoles, listUsers } from './schema.ts';

function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

function mustSayWhy(reason: string | undefined): string {
  if (reason === undefined || reason === '')
    throw new Refusal('FIELD_INVALID', { field: 'reason', reason: 'REQUIRED' });
  return reason;
}

interface AccessChange {
  readonly access: Readonly<Record<string, unknown>>;
  readonly reason: string | undefined;
  readonly version: number;
  readonly by: Person;
}

/** The people of the house. */
export function userRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { users, units, now } = deps;

  async function unitNames(lang: Lang): Promise<Map<string, string>> {
    const rows = await units.list();
    return new Map(rows.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name]));
  }

  /** Everything that could be refused of the roles later is refused before the person is there. */
  async function mustHold(held: z.output<typeof addUser.body>['roles']): Promise<void> {
    const { roles: parsed } = parseFields(personDocument, { roles: held, disabled: false });
    const standing = (await units.list()).filter((unit) => isStanding(unit, now()));
    parsed.forEach(({ unitId }, index) => {
      if (!standing.some(({ _id }) => _id === unitId))
        throw new Refusal('FIELD_INVALID', {
          field: `roles/${index}/unitId`,
          reason: 'NOT_A_CHOICE',
        });
    });
  }

  /** Roles and access are settings: versioned, with their reason, and approved by somebody else. */
  async function changeAccess(userId: string, change: AccessChange): Promise<Changed> {
    const { access, version, by } = change;
    if (userId === by.id) throw new Refusal('OWN_ACCESS');
    const reason = mustSayWhy(change.reason);
    const place = { kind: 'person', key: userId } as const;
    const current = await readSetting(deps, place);
    const value = { ...personDocument.parse(current?.value), ...access };
    const made = { by: by.id, at: now(), restores: null };
    return changeSetting(deps, { ...place, value, version, reason, ...made });
  }

  async function shown(userId: string, lang: Lang, more: { password?: string; waiting?: boolean }) {
    const user = await users.find(userId);
    if (user === null) throw new Refusal('USER_UNKNOWN');
    return {
      body: { ...presentUser(user, await unitNames(lang)), ...more },
      version: user.version,
    };
  }

  serveStaff(router, listUsers, async ({ req }) => {
    const names = await unitNames(req.lang);
    return { body: { items: (await users.list()).map((user) => presentUser(user, names)) } };
  });

  serveStaff(router, addUser, async ({ body, person, req }) => {
    const { roles: held, reason, ...rest } = body;
    await mustHold(held);
    if (held.length > 0) mustSayWhy(reason);
    const password = newPassword();
    const user: UserRow = {
      ...{ ...rest, _id: `P-${body.login}`, roles: [], language: 'zh', disabled: false },
      ...{ sessionsValidFrom: now(), version: 1, passwordHash: await hashPassword(password) },
    };
    await users.insert(user).catch((error: unknown) => {
      throw error instanceof Conflict ? new Refusal('LOGIN_TAKEN', { login: body.login }) : error;
    });
    const asked = { access: { roles: held }, reason, version: 1, by: person };
    const changed = held.length === 0 ? null : await changeAccess(user._id, asked);
    const waiting = changed?.state === 'proposed';
    return {
      ...(await shown(user._id, req.lang, { password, ...(waiting ? { waiting } : {}) })),
      location: `/api/v1/users/${user._id}`,
    };
  });

  serveStaff(router, changeUser, async ({ params, body, person, req }) => {
    const version = versionRead(req);
    if ((await users.find(params.id)) === null) throw new Refusal('USER_UNKNOWN');
    const { roles: held, disabled, reason, resetPassword, name } = body;
    const access = sentOnly({ roles: held, disabled });
    const touches = Object.keys(access).length > 0;
    const changed = touches
      ? await changeAccess(params.id, { access, reason, version, by: person })
      : null;
    const moved = changed?.state === 'in-force' ? changed.version : version;
    const password = resetPassword ? newPassword() : undefined;
    const fields = {
      ...sentOnly({ name }),
      ...(password === undefined
        ? {}
        : { passwordHash: await hashPassword(password), sessionsValidFrom: now() }),
    };
    const isDone =
      Object.keys(fields).length === 0 || (await users.change(params.id, moved, fields)) !== null;
    if (!isDone) throw new Refusal('CHANGED_MEANWHILE');
    const waiting = changed?.state === 'proposed';
    return shown(params.id, req.lang, {
      ...sentOnly({ password }),
      ...(waiting ? { waiting } : {}),
    });
  });

  serveStaff(router, listRoles, async () => {
    const people = await users.list();
    const day = isoDayOf(now());
    return { body: { items: roles.map((role) => presentRole(role, people, day)) } };
  });

  return router;
}
