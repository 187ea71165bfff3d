import { z } from 'zod';
import { roles } from '../../processes/roles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { id, line, lines } from '../text.ts';

const day = z.iso.date('NOT_A_DATE').nullable().default(null);
const roleAtUnit = z.strictObject({ role: z.enum(roles), unitId: id, from: day, until: day });
const roleList = z.array(roleAtUnit).max(20);

const userView = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(
    z.object({
      role: z.enum(roles),
      unitId: z.string(),
      unitName: z.string().nullable(),
      from: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
    }),
  ),
  disabled: z.boolean(),
  waiting: z.boolean().optional().describe('What was asked for waits for a second pair of eyes'),
  version: z.number(),
});
export type UserView = z.input<typeof userView>;

const withPassword = userView.extend({
  password: z.string().optional().describe('Made by the house, told this once'),
});

export const listUsers = endpoint({
  ...bare,
  method: 'get',
  path: '/users',
  summary: 'The people of the house with their roles',
  who: ['system-admin', 'auditor'],
  answer: z.object({ items: z.array(userView) }),
});

export const addUser = endpoint({
  ...bare,
  method: 'post',
  path: '/users',
  summary:
    'Take a person into the house; the first password is told once, roles wait for a second pair of eyes',
  who: ['system-admin'],
  body: z.strictObject({
    login: z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/, 'LOGIN_FORM'),
    name: line(50, 1),
    roles: roleList,
    reason: lines(500).default('').describe('Wanted where roles are given'),
  }),
  sends: 'json',
  status: 201,
  answer: withPassword,
});

export const changeUser = endpoint({
  ...bare,
  method: 'patch',
  path: '/users/:id',
  summary:
    'Change a person read at the version in If-Match; more access waits for a second pair of eyes',
  who: ['system-admin'],
  params: z.strictObject({ id: z.string().regex(/^[\w.-]{1,64}$/) }),
  body: z
    .strictObject({
      name: line(50, 1),
      roles: roleList,
      disabled: z.boolean(),
      resetPassword: z.literal(true),
      reason: lines(500).describe('Wanted where roles or access change'),
    })
    .partial(),
  sends: 'json',
  answer: withPassword,
});

export const listRoles = endpoint({
  ...bare,
  method: 'get',
  path: '/roles',
  summary: 'The roles of the house, what each may do and how many hold it',
  answer: z.object({
    items: z.array(
      z.object({ role: z.enum(roles), actions: z.array(z.string()), holders: z.number() }),
    ),
  }),
});
