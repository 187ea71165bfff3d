import { z } from 'zod';
import { pauseCategories } from '../../processes/clock/pause-categories.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, optionalLine, pastInstant } from '../text.ts';

const clock = z.strictObject({ id, clockId: z.string().regex(/^[\w:-]{1,100}$/) });
const reason = line(500, 2);
const paper = line(200, 1);
const pausers = ['office', 'unit-deputy'] as const;
const askers = ['unit-handler', 'unit-deputy', 'unit-principal'] as const;
/** Beyond any rule; the exact limit is a decision of the extension diagram. */
const mostAmount = 1000;

const pause = {
  category: z.enum(pauseCategories),
  from: pastInstant.nullish().describe('Default: now'),
  to: pastInstant.nullish().describe('Left out while the pause lasts'),
};
const moved = z.object({ dueAt: at });

export const previewMove = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/clocks/:clockId/preview',
  summary: 'What a pause, its end or an extension would do to a due date; nothing is changed',
  params: clock,
  body: z.discriminatedUnion('move', [
    z.strictObject({ move: z.literal('pause'), from: pause.from, to: pause.to }),
    z.strictObject({ move: z.literal('resume'), to: pause.to }),
    z.strictObject({
      move: z.literal('ask-extension'),
      amount: z.number().int().min(1).max(mostAmount),
    }),
  ]),
  sends: 'json',
  answer: z.object({ dueBefore: at, dueAfter: at, provisional: z.boolean() }),
});

export const pauseClock = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/clocks/:clockId/pause',
  summary: 'Let a clock stand still, with category, reason and paper',
  who: pausers,
  params: clock,
  body: z.strictObject({ ...pause, reason, paper }),
  sends: 'json',
  answer: moved,
});

export const resumeClock = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/clocks/:clockId/resume',
  summary: 'Let a paused clock go on',
  who: pausers,
  params: clock,
  body: z.strictObject({ to: pastInstant.nullish().describe('Default: now') }),
  sends: 'json',
  answer: moved,
});

export const askExtension = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/clocks/:clockId/extension',
  summary: 'Ask for more time; the office decides in its inbox',
  who: askers,
  params: clock,
  body: z.strictObject({
    amount: z.number().int().min(1).max(mostAmount).describe("In the clock's own unit"),
    reason,
    paper: optionalLine(200),
  }),
  sends: 'json',
  status: 202,
  answer: z.object({ requestId: z.string() }),
});

export const downloadProof = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/clocks/:clockId/proof.docx',
  summary: 'How a due date was counted, as a Word document',
  params: clock,
  media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});

export const listFindings = endpoint({
  ...bare,
  method: 'get',
  path: '/clocks/findings',
  summary: 'Clocks and timers that did not agree, those that still stand first',
  who: ['process-owner', 'system-admin', 'auditor'],
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['missing', 'wrong-time', 'extra']),
        caseId: z.string().nullable(),
        clockId: z.string().nullable(),
        timerKey: z.string().nullable(),
        expectedAt: at.nullable(),
        dueAt: at.nullable(),
        firstSeenAt: at,
        lastSeenAt: at,
        mends: z.number(),
        goneAt: at.nullable(),
      }),
    ),
  }),
});
