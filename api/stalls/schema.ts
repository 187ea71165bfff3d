import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { at, engineKey, line } from '../text.ts';

const operators = ['process-owner', 'system-admin', 'auditor'] as const;

export const listStalls = endpoint({
  ...bare,
  method: 'get',
  path: '/stalls',
  summary: 'Instances that cannot go on, newest first',
  who: operators,
  answer: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        instanceKey: engineKey.nullable(),
        caseId: z.string().nullable(),
        number: z.string().nullable(),
        processId: z.string(),
        elementId: z.string(),
        elementName: z.string().nullable(),
        errorType: z.string(),
        message: z.string(),
        createdAt: at,
      }),
    ),
    total: z.number(),
  }),
});

export const retryStall = endpoint({
  ...bare,
  method: 'post',
  path: '/stalls/:key/retry',
  summary: 'Let an instance go on after its cause was mended',
  who: ['process-owner', 'system-admin'],
  params: z.strictObject({ key: z.string().regex(/^[\w:]{1,60}$/) }),
  body: z.strictObject({ reason: line(500, 2) }),
  sends: 'json',
  status: 202,
  answer: z.object({ state: z.literal('retrying') }),
});

const cause = {
  errorType: z.string().regex(/^[A-Z_]{1,60}$/),
  processId: z.string().max(200),
  elementId: z.string().max(200),
};

export const listCauses = endpoint({
  ...bare,
  method: 'get',
  path: '/stalls/causes',
  summary: 'Open stalls by kind of error and place, the most frequent first',
  who: operators,
  answer: z.object({
    items: z.array(
      z.object({
        errorType: z.string(),
        processId: z.string(),
        processName: z.string(),
        elementId: z.string(),
        elementName: z.string(),
        count: z.number(),
        firstAt: at,
        message: z.string().describe('Of the newest'),
      }),
    ),
  }),
});

export const retryCause = endpoint({
  ...bare,
  method: 'post',
  path: '/stalls/retry',
  summary: 'Let every instance go on that stalled for one cause',
  who: ['process-owner', 'system-admin'],
  body: z.strictObject({ ...cause, reason: line(500, 2) }),
  sends: 'json',
  status: 202,
  answer: z.object({ retried: z.number(), gone: z.number(), left: z.number() }),
});

export const listGivenUp = endpoint({
  ...bare,
  method: 'get',
  path: '/outbox/given-up',
  summary: 'What could not be told to the engine or the world, newest first',
  who: operators,
  answer: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        what: z.string(),
        caseId: z.string().nullable(),
        number: z.string().nullable(),
        createdAt: at,
        givenUpAt: at,
        error: z.string().nullable(),
      }),
    ),
  }),
});

export const retryGivenUp = endpoint({
  ...bare,
  method: 'post',
  path: '/outbox/given-up/retry',
  summary: 'Let something that was given up be told again after its cause was mended',
  who: ['process-owner', 'system-admin'],
  body: z.strictObject({ key: z.string().min(1).max(400), reason: line(500, 2) }),
  sends: 'json',
  status: 202,
  answer: z.object({ state: z.literal('waiting') }),
});
