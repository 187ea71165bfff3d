import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, line } from '../text.ts';

/** Who reads calendars, who writes their drafts, and who brings them into force: never one person alone. */
export const readers = [
  'rule-admin',
  'rule-reviewer',
  'system-admin',
  'office',
  'auditor',
] as const;
export const editors = ['rule-admin', 'system-admin'] as const;
export const reviewers = ['rule-reviewer'] as const;

export const calendarId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'CALENDAR_ID_FORM');
const runId = z.string().regex(/^[a-z0-9-]{1,100}$/);
const clockId = z.string().regex(/^[\w:.-]{1,120}$/);
export const person = z.object({ id: z.string(), name: z.string() });
export const runView = z.object({
  id: z.string(),
  kind: z.enum(['preview', 'apply']),
  state: z.enum(['waiting', 'running', 'done', 'stopped', 'failed']),
  version: z.number(),
  seen: z.number(),
  total: z.number().nullable(),
  tally: z.object({
    earlier: z.number(),
    later: z.number(),
    warnings: z.number(),
    verdicts: z.number(),
    firm: z.number(),
    provisional: z.number(),
    undecided: z.number(),
    refused: z.number().describe('Clocks set aside because they cannot be counted again'),
    review: z.number(),
    demerits: z.number().describe('Points lost by verdicts that would have been different'),
  }),
  open: z.number().describe('Clocks that wait for a decision'),
  askedBy: person,
  askedAt: at,
  asOf: at.nullable(),
  endedAt: at.nullable(),
  stale: z.enum(['draft-changed', 'calendar-changed', 'too-old']).nullable(),
  error: z.string().nullable(),
});
export type RunView = z.input<typeof runView>;

const runItem = z.object({
  clockId: z.string(),
  caseId: z.string(),
  number: z.string(),
  kind: z.enum(clockKinds),
  dueBefore: at,
  dueAfter: at,
  mark: z.enum(['firm', 'provisional', 'same']),
  verdictBefore: z.enum(['on-time', 'overdue']).nullable(),
  verdictAfter: z.enum(['on-time', 'overdue']).nullable(),
  demerits: z.number(),
  refusal: z.string().nullable(),
  decision: z
    .object({ what: z.enum(['move', 'keep']), reason: z.string(), by: person, at })
    .nullable(),
});
export type RunItemView = z.input<typeof runItem>;

const one = z.strictObject({ id: calendarId });
const oneRun = z.strictObject({ id: calendarId, run: runId });

export const askPreview = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/preview',
  summary: 'Ask what publishing the draft would do to every open clock',
  who: [...editors, ...reviewers],
  params: one,
  status: 202,
  answer: runView,
});

export const readRun = endpoint({
  ...bare,
  method: 'get',
  path: '/calendars/:id/runs/:run',
  summary: 'How far a run is, and what it counted',
  who: readers,
  params: oneRun,
  answer: runView,
});

export const stopRun = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/runs/:run/stop',
  summary: 'Stop a preview',
  who: [...editors, ...reviewers],
  params: oneRun,
  answer: runView,
});

export const resumeRun = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/runs/:run/resume',
  summary: 'Let a run that failed go on where it was',
  who: [...editors, ...reviewers],
  params: oneRun,
  answer: runView,
});

export const listRunItems = endpoint({
  ...bare,
  method: 'get',
  path: '/calendars/:id/runs/:run/items',
  summary: 'The clocks a run is about',
  who: readers,
  params: oneRun,
  query: z.strictObject({
    list: z.enum(['moved', 'firm', 'undecided', 'refused', 'review']).default('moved'),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(runItem), next: z.string().nullable() }),
});

export const decideItem = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/runs/:run/items/:clock',
  summary: 'Decide on a clock that would be overdue by the new calendar alone',
  who: reviewers,
  params: z.strictObject({ id: calendarId, run: runId, clock: clockId }),
  body: z.strictObject({ what: z.enum(['move', 'keep']), reason: line(200, 2) }),
  sends: 'json',
  answer: runItem,
});
