import { z } from 'zod';
import { statuses } from '../../processes/complaint/statuses.ts';
import { reportMeans } from '../../processes/intake/origin.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, lines, pastInstant } from '../text.ts';

const who = ['intake-clerk', 'office'] as const;

const referredCase = z.object({
  caseId: z.string(),
  number: z.string(),
  subject: z.string(),
  status: z.enum(statuses),
  body: z.string(),
  theirNumber: z.string().nullable(),
  deadline: at.nullable().describe("The other body's, an exclusive end; beside our own clocks"),
  isLate: z.boolean().describe('Its deadline passed before it was told the result'),
  dueAt: at.nullable(),
  closedAt: at.nullable(),
  reportedAt: at.nullable(),
});
export type ReferredCase = z.input<typeof referredCase>;

const referredPage = z.object({
  items: z.array(referredCase),
  counts: z.object({ 'to-report': z.number(), open: z.number(), reported: z.number() }),
});
export type ReferredPage = z.input<typeof referredPage>;

const referralStates = ['to-report', 'open', 'reported'] as const;

export const listReferrals = endpoint({
  ...bare,
  method: 'get',
  path: '/referrals',
  summary:
    'Complaints other bodies referred to us; first those whose result is to be reported back',
  who,
  query: z.strictObject({
    state: z.enum(referralStates).default('to-report'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: referredPage,
});

export const reportBack = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/report-back',
  summary: 'Record how and when the body that referred a complaint was told its result, once',
  who,
  params: z.strictObject({ id }),
  body: z.strictObject({
    means: z.enum(reportMeans),
    text: lines(2000, 2),
    reportedAt: pastInstant.optional(),
  }),
  sends: 'json',
  answer: z.object({ reportedAt: at }),
});
