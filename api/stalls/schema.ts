import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { at, line } from '../text.ts';

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
