import { z } from 'zod';
import { diagramView } from '../cases/schema.ts';
import { bare, endpoint } from '../endpoint.ts';
import { heatView } from '../figures/schema.ts';
import { operators } from '../migrations/schema.ts';
import { at, engineKey, line } from '../text.ts';

const readers = [...operators, 'auditor'] as const;
const states = ['active', 'completed', 'terminated', 'banned'] as const;
const processId = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]{0,199}$/u);
const reason = line(300, 2);

const instanceItem = z.object({
  key: z.string(),
  processId: z.string(),
  name: z.string(),
  version: z.number(),
  state: z.enum(states),
  caseId: z.string().nullable(),
  number: z.string().nullable(),
  startedAt: at,
  endedAt: at.nullable(),
  places: z.array(z.object({ id: z.string(), name: z.string() })),
  stalls: z.number(),
});
export type InstanceItem = z.input<typeof instanceItem>;

export const listInstances = endpoint({
  ...bare,
  method: 'get',
  path: '/instances',
  summary: 'Instances of diagrams, newest first',
  who: readers,
  query: z.strictObject({
    process: processId.optional(),
    version: z.coerce.number().int().min(1).optional(),
    state: z.enum(states).optional(),
    stalled: z.enum(['yes']).optional(),
    number: z.string().max(40).optional(),
    at: processId.optional().describe('An element where a token is'),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(instanceItem), next: z.string().nullable() }),
});

export const readHeat = endpoint({
  ...bare,
  method: 'get',
  path: '/instances/heat',
  summary: 'How many instances of one version stand at each element',
  who: readers,
  query: z.strictObject({ definition: engineKey }),
  answer: heatView,
});

const dated = z.object({
  key: z.string(),
  elementId: z.string(),
  name: z.string(),
  at,
  state: z.string(),
});
const instanceView = instanceItem.extend({
  definitionKey: z.string(),
  diagram: diagramView,
  tokens: z.array(z.object({ key: z.string(), elementId: z.string(), name: z.string() })),
  elements: z.array(z.object({ id: z.string(), name: z.string(), movable: z.boolean() })),
  tasks: z.array(dated),
  timers: z.array(dated),
  stalled: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      errorType: z.string(),
      message: z.string(),
      at,
      resolvedAt: at.nullable(),
    }),
  ),
  values: z
    .array(z.object({ name: z.string(), value: z.string(), at, from: z.string() }))
    .describe('What rules have read and given and what operators set; the engine shows no others'),
  variables: z.array(z.string()).describe('Names the house knows in this diagram'),
  history: z.array(
    z.object({
      at,
      by: z.object({ id: z.string(), name: z.string() }),
      deed: z.string(),
      reason: z.string(),
      about: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      outcome: z.enum(['done', 'gone', 'refused']).nullable(),
    }),
  ),
  versions: z.array(z.object({ definitionKey: z.string(), version: z.number() })),
  callerKey: z.string().nullable(),
  called: z.array(z.object({ key: z.string(), name: z.string(), state: z.enum(states) })),
});
export type InstanceView = z.input<typeof instanceView>;

const one = z.strictObject({ key: engineKey });
const told = z.object({ outcome: z.enum(['done', 'gone']) });

export const readInstance = endpoint({
  ...bare,
  method: 'get',
  path: '/instances/:key',
  summary: 'One instance: where its tokens are, what it waits for, what was done to it',
  who: readers,
  params: one,
  answer: instanceView,
});

/** Ids, dates, numbers and decisions: variables hold no text of people. */
const value = z.union([
  z.string().regex(/^[A-Za-z0-9][\w:.+-]{0,99}$/, 'VARIABLE_FORM'),
  z.number().min(-1e15).max(1e15),
  z.boolean(),
  z.null(),
]);

export const correctVariable = endpoint({
  ...bare,
  method: 'post',
  path: '/instances/:key/variables',
  summary: 'Correct a variable of an instance, with a reason',
  who: operators,
  params: one,
  body: z.strictObject({
    name: z.string().regex(/^[A-Za-z_]\w{0,63}$/, 'VARIABLE_NAME'),
    value,
    reason,
  }),
  sends: 'json',
  answer: told,
});

export const cancelInstance = endpoint({
  ...bare,
  method: 'post',
  path: '/instances/:key/cancel',
  summary: 'Cancel an instance, with a reason; its case stays and goes no further by itself',
  who: operators,
  params: one,
  body: z.strictObject({ reason }),
  sends: 'json',
  answer: told,
});

export const moveToken = endpoint({
  ...bare,
  method: 'post',
  path: '/instances/:key/move',
  summary: 'Take a token from one element and begin at another, with a reason',
  who: operators,
  params: one,
  body: z.strictObject({ token: engineKey, to: processId, reason }),
  sends: 'json',
  answer: told,
});
