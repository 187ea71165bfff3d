import { MongoStore } from 'connect-mongo';
import type { RequestHandler } from 'express';
import session, { type Store } from 'express-session';
import type { Store as HouseStore } from '../../workers/store/connect.ts';

declare module 'express-session' {
  interface SessionData {
    userId: string;
    /** Milliseconds since 1970; sessions opened before a person's `sessionsValidFrom` are void. */
    openedAt: number;
  }
}

/** Hours of silence after which a session ends. */
const idleHours = 10;

/**
 * Sessions in the database: any process of the house knows them, and ending one ends it everywhere. They share the
 * house's connection and its indexes: one of their own, failing in the background, would end the process.
 */
export function createSessionStore({ connection }: HouseStore): Store {
  return MongoStore.create({
    client: connection.getClient(),
    dbName: connection.name,
    collectionName: 'sessions',
    autoRemove: 'disabled',
    ttl: idleHours * 3600,
    touchAfter: 300,
    stringify: false,
  });
}

/** Reads the session cookie; nobody gets one before signing in. */
export function sessions(store: Store, secret: string, publicUrl: string): RequestHandler {
  const isSecure = publicUrl.startsWith('https:');
  return session({
    store,
    secret,
    name: isSecure ? '__Host-huiying' : 'huiying',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      path: '/',
      maxAge: idleHours * 3_600_000,
    },
  });
}
