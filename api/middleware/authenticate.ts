import type { Request, RequestHandler } from 'express';
import type { Now } from '../../workers/platform/clock.ts';
import type { UserRow, UserStore } from '../../workers/store/users.ts';
import { type Person, toPerson } from '../person.ts';

/** Whether a session opened at that instant still speaks for this person. */
function isValid(user: UserRow, openedAt: number): boolean {
  return !user.disabled && openedAt >= user.sessionsValidFrom.getTime();
}

/** Whom a session speaks for now: read anew each time, so that a withdrawn role or access ends at once. */
export async function personOf(
  users: Pick<UserStore, 'find'>,
  { userId, openedAt }: { userId?: string; openedAt?: number },
  at: Date,
): Promise<Person | null> {
  if (userId === undefined || openedAt === undefined) return null;
  const user = await users.find(userId);
  return user !== null && isValid(user, openedAt) ? toPerson(user, at) : null;
}

/** Finds out who asks; that nobody may ask without being known is decided by each endpoint. */
export function authenticate(users: Pick<UserStore, 'find'>, now: Now): RequestHandler {
  return async (req, _res, next) => {
    const person = await personOf(users, req.session, now());
    req.person = person;
    if (person !== null && req.query.lang === undefined) req.lang = person.language;
    next();
  };
}

/** Opens a session under a new id: an id that somebody planted before is worth nothing. */
export function openSession(req: Request, userId: string, now: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((failed: unknown) => {
      if (failed) return reject(failed);
      req.session.userId = userId;
      req.session.openedAt = now.getTime();
      req.session.save((unsaved: unknown) => (unsaved ? reject(unsaved) : resolve()));
    });
  });
}

/** Ends the session everywhere. */
export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.destroy((failed: unknown) => (failed ? reject(failed) : resolve()));
  });
}
