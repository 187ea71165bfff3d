import { z } from 'zod';
import { retentionSchema } from '../../processes/retention/rule.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, lines } from '../text.ts';

const one = z.strictObject({ id });
const holders = ['office', 'auditor'] as const;
const reason = z.strictObject({ reason: lines(500, 2) });

export const retentionView = z.object({
  rule: retentionSchema,
  version: z.number().describe('For If-Match of whoever changes the rule'),
  mayChange: z.boolean(),
  counts: z.object({ due: z.number(), held: z.number(), erased: z.number() }),
  items: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      closedAt: at,
      erasableFrom: at,
      verdict: z.enum(['due', 'held']),
    }),
  ),
});
export type RetentionView = z.input<typeof retentionView>;

export const holdView = z.object({
  held: z.boolean(),
  since: at.nullable(),
  reason: z.string().nullable(),
  erasedAt: at.nullable(),
  may: z.boolean().describe('Whether whoever asks may hold it, or lift the hold'),
});
export type HoldView = z.input<typeof holdView>;

export const readRetention = endpoint({
  ...bare,
  method: 'get',
  path: '/retention',
  summary: 'How long closed cases are kept, and what the next run would erase: a dry run',
  who: ['system-admin', 'auditor', 'office'],
  answer: retentionView,
});

export const changeRetention = endpoint({
  ...bare,
  method: 'put',
  path: '/retention',
  summary: 'Set how long closed cases are kept, and whether the nightly run erases',
  who: ['system-admin'],
  body: retentionSchema,
  sends: 'json',
  answer: retentionView,
});

export const readHold = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/hold',
  summary: 'Whether a case is kept beyond its time, and why',
  params: one,
  answer: holdView,
});

export const holdCase = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/hold',
  summary: 'Keep a case beyond its time, with the reason',
  who: holders,
  params: one,
  body: reason,
  sends: 'json',
  status: 204,
});

export const liftHold = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/hold/lift',
  summary: 'Let a case go its way again, with the reason',
  who: holders,
  params: one,
  body: reason,
  sends: 'json',
  status: 204,
});
