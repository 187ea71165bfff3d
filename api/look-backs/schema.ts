import { z } from 'zod';
import { lookBackMeans, lookBackResults } from '../../processes/look-back/actions.ts';
import { mostDrawn } from '../../processes/look-back/look-back.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, topicCode } from '../text.ts';

/** Who draws. */
export const drawers = ['office', 'supervision'] as const;
const readers = [...drawers, 'leading-group', 'superior', 'auditor'] as const;

const filter = {
  from: z.iso.datetime().optional().describe('Answered at or after this instant'),
  until: z.iso.datetime().optional().describe('Answered before this instant'),
  unitId: id.optional(),
  topic: topicCode.optional(),
};

const drawView = z.object({
  id: z.string(),
  at,
  byName: z.string().nullable(),
  filter: z.object({
    from: at.nullable(),
    until: at.nullable(),
    unitName: z.string().nullable(),
    topic: z.string().nullable(),
    unanswered: z.boolean(),
  }),
  size: z.number().describe('How many were asked for'),
  pool: z.number().describe('How many there were to be drawn from'),
  drawn: z.number(),
  results: z.object({
    open: z.number(),
    settled: z.number(),
    notSettled: z.number(),
    notReached: z.number(),
  }),
});
export type DrawView = z.input<typeof drawView>;

export const drawnCases = z.object({
  ...drawView.shape,
  cases: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      unitName: z.string().nullable(),
      result: z.enum(lookBackResults).nullable(),
      how: z.enum(lookBackMeans).nullable(),
      doneAt: at.nullable(),
      reopenedAs: z.string().nullable().describe('Number of the case in which it is handled anew'),
    }),
  ),
});
export type DrawnCases = z.input<typeof drawnCases>;

export const listDraws = endpoint({
  ...bare,
  method: 'get',
  path: '/look-backs',
  summary: 'The draws of closed cases to be looked back at, newest first, with what came of them',
  who: readers,
  answer: z.object({ items: z.array(drawView), mayDraw: z.boolean() }),
});

export const countPool = endpoint({
  ...bare,
  method: 'get',
  path: '/look-backs/pool',
  summary: 'How many closed cases a draw would have to draw from',
  who: drawers,
  query: z.strictObject({ ...filter, unanswered: z.enum(['yes', 'no']).default('no') }),
  answer: z.object({ pool: z.number() }),
});

export const draw = endpoint({
  ...bare,
  method: 'post',
  path: '/look-backs',
  summary:
    'Draw closed cases; nobody chooses which: the order is that of SHA-256 of «draw id:case id»',
  who: drawers,
  body: z.strictObject({
    ...filter,
    unanswered: z.boolean().default(false),
    size: z.number().int().min(1).max(mostDrawn),
  }),
  sends: 'json',
  status: 201,
  answer: drawnCases,
});

export const readDraw = endpoint({
  ...bare,
  method: 'get',
  path: '/look-backs/:id',
  summary: 'One draw with its cases and what was found',
  who: readers,
  params: z.strictObject({ id }),
  answer: drawnCases,
});
