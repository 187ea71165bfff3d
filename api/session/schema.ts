import { z } from 'zod';
import { roles } from '../../processes/roles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { languages } from '../language.ts';

export const sessionUser = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  language: z.enum(languages),
  roles: z.array(
    z.object({ role: z.enum(roles), unitId: z.string(), unitName: z.string().nullable() }),
  ),
});
export type SessionUser = z.input<typeof sessionUser>;

export const signIn = endpoint({
  ...bare,
  method: 'post',
  path: '/session',
  summary: 'Sign in; the session cookie is new each time',
  who: 'anyone',
  body: z.strictObject({
    login: z.string().min(1).max(64),
    password: z.string().min(1).max(200),
  }),
  sends: 'json',
  answer: sessionUser,
});

export const readSession = endpoint({
  ...bare,
  method: 'get',
  path: '/session',
  summary: 'Who is signed in',
  answer: sessionUser,
});

export const changeSession = endpoint({
  ...bare,
  method: 'patch',
  path: '/session',
  summary: 'Keep the language of the person who is signed in',
  body: z.strictObject({ language: z.enum(languages) }),
  sends: 'json',
  answer: sessionUser,
});

export const signOut = endpoint({
  ...bare,
  method: 'delete',
  path: '/session',
  summary: 'Sign out; the session ends everywhere',
  who: 'anyone',
  status: 204,
});
