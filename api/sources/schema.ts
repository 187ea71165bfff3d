import { z } from 'zod';
import { feedFaults } from '../../processes/sources/fault.ts';
import { finders, verdicts } from '../../processes/sources/find.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id } from '../text.ts';

const verdict = z.enum(verdicts);

const reportView = z.object({
  title: z.string(),
  link: z.string(),
  outlet: z.string(),
  publishedAt: at.nullable(),
  foundAt: at,
});
export type ReportView = z.input<typeof reportView>;

const findView = z.object({
  id: z.string(),
  title: z.string(),
  excerpt: z.string(),
  link: z.string().describe('Of the earliest report'),
  outlet: z.string(),
  occurredAt: at.nullable().describe('When the earliest report came out; null where none says'),
  state: verdict,
  decidedAt: at.nullable(),
  decidedByName: z.string().nullable(),
  reports: z.array(reportView).describe('Every report of the matter, the earliest first'),
});
export type FindView = z.input<typeof findView>;

const stateView = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  every: z.number().describe('Minutes between two looks'),
  active: z.boolean(),
  lookedAt: at.nullable(),
  okAt: at.nullable(),
  fault: z.enum(feedFaults).nullable().describe('Why the last look failed; null when it did not'),
  faultStatus: z.number().nullable(),
  read: z.number().describe('Entries of the last answer'),
  wanted: z.number().describe('How many of them the words named'),
});
export type SourceStateView = z.input<typeof stateView>;

export const listFinds = endpoint({
  ...bare,
  method: 'get',
  path: '/sources/finds',
  summary: 'What public sources reported, grouped by matter, the newest first; never who wrote it',
  who: finders,
  query: z.strictObject({
    state: verdict.default('found'),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  answer: z.object({
    items: z.array(findView),
    next: z.string().nullable(),
    waiting: z.number().describe('How many nobody has decided on'),
  }),
});

export const decideOnFind = endpoint({
  ...bare,
  method: 'post',
  path: '/sources/finds/:id/decision',
  summary: 'Decide whether a find is a matter of ours; refused when somebody else did meanwhile',
  who: finders,
  params: z.strictObject({ id }),
  body: z.strictObject({
    verdict,
    was: verdict.describe('The state the decision was made from'),
  }),
  sends: 'json',
  answer: findView,
});

export const listSourceStates = endpoint({
  ...bare,
  method: 'get',
  path: '/sources/states',
  summary: 'The sources that are watched, with the last look at each and what was wrong with it',
  who: [...finders, 'system-admin'],
  answer: z.object({ items: z.array(stateView), mayEdit: z.boolean() }),
});
