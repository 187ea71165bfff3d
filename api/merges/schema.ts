import { z } from 'zod';
import { statuses } from '../../processes/complaint/statuses.ts';
import { mergeKinds } from '../../processes/merge/actions.ts';
import { mergers } from '../../processes/merge/roles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines, optionalLine, topicCode } from '../text.ts';

const mergeId = z.string().regex(/^[\w:-]{1,100}$/);
const reason = line(500, 2);
/** One answer to more than this at a time is asked for in several goes. */
const mostAtOnce = 100;

const briefCase = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  status: z.enum(statuses),
  unitName: z.string().nullable(),
  receivedAt: at,
  dueAt: at.nullable(),
  /** Number of the case it has joined. */
  mergedInto: z.string().nullable(),
});
export type BriefCase = z.input<typeof briefCase>;

const similarCase = briefCase.extend({
  score: z.number().describe('0 to 1'),
  why: z.object({
    text: z.number().describe('Share of the words both have'),
    place: z.enum(['same', 'partly', 'elsewhere', 'unknown']),
    sameTopic: z.boolean(),
    daysApart: z.number(),
  }),
});
export type SimilarView = z.input<typeof similarCase>;

const mergeView = z.object({
  id: z.string(),
  kind: z.enum(mergeKinds),
  leadId: z.string(),
  leadNumber: z.string(),
  followerId: z.string(),
  followerNumber: z.string(),
  byName: z.string().nullable(),
  at,
  state: z.enum(['waiting', 'answered', 'undone', 'released']),
  endedAt: at.nullable(),
});
export type MergeView = z.input<typeof mergeView>;

const cluster = z.object({
  topic: z.string(),
  place: z.string().nullable().describe('As the oldest of them names it'),
  lastWeek: z.number(),
  weekBefore: z.number(),
  oldestDueAt: at.nullable(),
  cases: z.array(briefCase),
});
export type ClusterView = z.input<typeof cluster>;

export const readSimilar = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/similar',
  summary: 'Cases that may be about the same matter, each with why, and the merges of this one',
  params: z.strictObject({ id }),
  answer: z.object({
    items: z.array(similarCase),
    merges: z.array(mergeView),
    mayMerge: z.boolean(),
  }),
});

export const listClusters = endpoint({
  ...bare,
  method: 'get',
  path: '/clusters',
  summary: 'Open cases about one matter, grouped by topic and place',
  who: [...mergers, 'supervision', 'leading-group', 'auditor'],
  query: z.strictObject({ topic: topicCode.optional() }),
  answer: z.object({
    items: z.array(cluster),
    looked: z.number().describe('Open cases that were compared'),
    capped: z.boolean().describe('There are more open cases; the newest were compared'),
    mayMerge: z.boolean(),
  }),
});

export const createMerge = endpoint({
  ...bare,
  method: 'post',
  path: '/merges',
  summary: 'Let cases join a lead and get its answer: all of them, or none',
  who: mergers,
  body: z.strictObject({
    leadId: id,
    followerIds: z.array(id).min(1).max(mostAtOnce),
    kind: z.enum(mergeKinds),
    reason,
  }),
  sends: 'json',
  status: 201,
  answer: z.object({ mergeIds: z.array(z.string()) }),
});

export const undoMerge = endpoint({
  ...bare,
  method: 'post',
  path: '/merges/:id/undo',
  summary: 'Handle a merged case by itself again, until its lead is answered',
  who: mergers,
  params: z.strictObject({ id: mergeId }),
  body: z.strictObject({ reason }),
  sends: 'json',
  status: 204,
});

export const lookUpPublished = endpoint({
  ...bare,
  method: 'post',
  path: '/complaints/similar',
  summary:
    'What is published about a matter somebody is writing of, and how many have raised it if they are three or more; nothing of it is kept',
  who: 'anyone',
  body: z.strictObject({
    topic: z.string().max(64).default(''),
    subject: line(100).default(''),
    text: lines(10_000).default(''),
    place: optionalLine(200),
  }),
  sends: 'json',
  answer: z.object({
    published: z.array(z.object({ number: z.string(), subject: z.string(), publishedAt: at })),
    others: z.number().nullable(),
  }),
});
