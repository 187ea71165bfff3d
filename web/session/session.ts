import { type InjectionKey, inject, type ShallowRef, shallowRef } from 'vue';
import type { Request, RequestError } from '../api/request.ts';
import type { SessionUser } from '../api/types.ts';

/** Who sits at this desk. */
export interface Session {
  readonly user: Readonly<ShallowRef<SessionUser | null>>;
  /** Asks the server once who is signed in; later calls wait for the same answer. */
  readonly known: () => Promise<SessionUser | null>;
  readonly signIn: (login: string, password: string) => Promise<RequestError | null>;
  readonly signOut: () => Promise<void>;
  /** Forgets the person because the server no longer knows the session. */
  readonly forget: () => void;
  readonly holds: (...roles: readonly string[]) => boolean;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

export function createSession(request: Request): Session {
  const user = shallowRef<SessionUser | null>(null);
  let asked: Promise<SessionUser | null> | null = null;

  async function ask(): Promise<SessionUser | null> {
    const { response } = await request<SessionUser>('/session');
    user.value = response?.body ?? null;
    return user.value;
  }

  return {
    user,
    known: () => {
      asked ??= ask();
      return asked;
    },
    signIn: async (login, password) => {
      const { response, error } = await request<SessionUser>('/session', {
        method: 'POST',
        body: { login, password },
      });
      if (response !== null) {
        user.value = response.body;
        asked = Promise.resolve(response.body);
      }
      return error;
    },
    signOut: async () => {
      await request<null>('/session', { method: 'DELETE' });
      user.value = null;
      asked = Promise.resolve(null);
    },
    forget: () => {
      user.value = null;
      asked = Promise.resolve(null);
    },
    holds: (...roles) => user.value?.roles.some(({ role }) => roles.includes(role)) ?? false,
  };
}

export function useSession(): Session {
  const session = inject(sessionKey);
  if (session === undefined) throw new Error('no session provided: main.ts provides it');
  return session;
}
