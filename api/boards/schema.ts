import { z } from 'zod';
import { checkSlots, checkTimes } from '../../processes/boards/checks.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines, optionalLine, pastInstant, topicCode } from '../text.ts';

const lookers = ['information-officer', 'intake-clerk', 'office'] as const;
const readers = [...lookers, 'supervision', 'auditor', 'system-admin'] as const;
const keepers = ['office', 'system-admin'] as const;
const one = z.strictObject({ id });
const link = line(500, 8).pipe(z.url({ protocol: /^https?$/, error: 'LINK_WRONG' }));

const accountView = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string().nullable(),
  board: z.string(),
  account: z.string(),
  link: z.string().nullable(),
  responsible: z.object({ id: z.string(), name: z.string() }),
  createdAt: at,
  retiredAt: at.nullable(),
});
export type AccountView = z.input<typeof accountView>;

const checkView = z.object({
  unitId: z.string(),
  unitName: z.string().nullable(),
  day: z.string(),
  slot: z.enum(checkSlots),
  state: z.enum(['done', 'missed', 'due', 'ahead']),
  until: at,
  at: at.nullable(),
  byName: z.string().nullable(),
  found: z.number().nullable(),
  mayRecord: z.boolean(),
});
export type CheckView = z.input<typeof checkView>;

const messageView = z.object({
  id: z.string(),
  link: z.string(),
  title: z.string(),
  board: z.string(),
  postedAt: at,
  foundAt: at,
  state: z.enum(['found', 'claimed', 'assigned', 'dismissed']),
  unclaimed: z.boolean().describe('Its day is over: only the office takes it now'),
  unitName: z.string().nullable(),
  caseId: z.string().nullable(),
  ground: z.string().nullable(),
});
export type MessageView = z.input<typeof messageView>;

export const listAccounts = endpoint({
  ...bare,
  method: 'get',
  path: '/boards/accounts',
  summary: 'The accounts units speak under on boards of others, with who answers for each',
  who: readers,
  answer: z.object({ items: z.array(accountView) }),
});

export const addAccount = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/accounts',
  summary: 'Enter an account; its unit owes two looks a day from the next one on',
  who: keepers,
  body: z.strictObject({
    unitId: id,
    board: line(60, 2),
    account: line(60, 2),
    link: link.or(z.literal('')).nullish(),
    responsible: line(64, 2).describe('Login of the person who answers for it'),
  }),
  sends: 'json',
  status: 201,
  answer: accountView,
});

export const retireAccount = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/accounts/:id/retirement',
  summary: 'Take an account out of use; what was done under it stays on record',
  who: keepers,
  params: one,
  answer: accountView,
});

export const listChecks = endpoint({
  ...bare,
  method: 'get',
  path: '/boards/checks',
  summary: 'The looks each unit owed on a day and the one before: done, missed, due',
  who: readers,
  query: z.strictObject({ day: z.iso.date().optional() }),
  answer: z.object({ items: z.array(checkView) }),
});

export const recordCheck = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/checks',
  summary: 'Record the look that is due now for a unit, once',
  who: ['information-officer'],
  body: z.strictObject({ unitId: id, found: z.number().int().min(0).max(10_000) }),
  sends: 'json',
  answer: z.object({ items: z.array(checkView) }),
});

export const readCheckTimes = endpoint({
  ...bare,
  method: 'get',
  path: '/boards/times',
  summary: 'Until when each of the two looks is in time',
  who: readers,
  answer: z.object({ morning: z.string(), afternoon: z.string() }),
});

export const changeCheckTimes = endpoint({
  ...bare,
  method: 'put',
  path: '/boards/times',
  summary: 'Choose until when each look is in time',
  who: keepers,
  body: checkTimes,
  sends: 'json',
  answer: z.object({ morning: z.string(), afternoon: z.string() }),
});

export const listMessages = endpoint({
  ...bare,
  method: 'get',
  path: '/boards/messages',
  summary: 'Messages about us on boards of others, known by link and title',
  who: readers,
  query: z.strictObject({
    state: z.enum(['found', 'unclaimed', 'claimed', 'assigned', 'dismissed']).default('found'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: z.object({ items: z.array(messageView), unclaimed: z.number() }),
});

export const addMessage = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/messages',
  summary: 'Note a message that was found; the same link is the same message',
  who: lookers,
  body: z.strictObject({
    link,
    title: line(100, 2),
    board: line(60, 2),
    postedAt: pastInstant.optional(),
  }),
  sends: 'json',
  status: 201,
  answer: messageView,
});

const taken = z.object({ caseId: z.string(), number: z.string() });
const taking = { topic: topicCode, unitId: id, text: lines(10_000, 2).or(z.literal('')).nullish() };

export const claimMessage = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/messages/:id/claim',
  summary: 'Claim a message for the own unit on the day it was found: it becomes a complaint',
  who: ['information-officer'],
  params: one,
  body: z.strictObject(taking),
  sends: 'json',
  status: 201,
  answer: taken,
});

export const assignMessage = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/messages/:id/assignment',
  summary: 'Assign a message by order of the office: it becomes a complaint',
  who: ['office'],
  params: one,
  body: z.strictObject(taking),
  sends: 'json',
  status: 201,
  answer: taken,
});

export const dismissMessage = endpoint({
  ...bare,
  method: 'post',
  path: '/boards/messages/:id/dismissal',
  summary: 'Say why a message is no matter of ours; it stays on record',
  who: ['office'],
  params: one,
  body: z.strictObject({ ground: optionalLine(500).pipe(z.string().min(2)) }),
  sends: 'json',
  answer: messageView,
});
