import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { letterKinds, means } from '../../processes/escalation/means.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id } from '../text.ts';

const rungView = z.object({
  rung: z.number(),
  means: z.enum(means),
  role: z.string().describe('The role that was added as supervisor'),
  unitName: z.string().nullable(),
  takenAt: at,
  dueAt: at.nullable().describe('Until when the unit has to do what the rung asks'),
  late: z.boolean(),
  doneAt: at.nullable(),
  doneBy: z.string().nullable(),
  rectifyBy: z.iso.date().nullable(),
  referred: z.boolean().nullable(),
});

const ladderView = z.object({
  clockId: z.string(),
  kind: z.enum(clockKinds),
  dueAt: at.nullable(),
  rung: z.number(),
  rungs: z.array(rungView),
  nextAt: at.nullable().describe('When the next rung comes'),
  namedAt: at.nullable(),
  endedAt: at.nullable(),
  outcome: z.enum(['met', 'top']).nullable(),
});
export type LadderView = z.input<typeof ladderView>;

const letterView = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  rung: z.number(),
  number: z.string(),
  unitName: z.string().nullable(),
  size: z.number(),
  sha256: z.string(),
  issuedAt: at,
  receivedAt: at.nullable(),
  receivedBy: z.string().nullable(),
});
export type LetterView = z.input<typeof letterView>;

const openLadder = z.object({
  clockId: z.string(),
  caseId: z.string(),
  number: z.string(),
  subject: z.string(),
  unitName: z.string().nullable(),
  kind: z.enum(clockKinds),
  rung: z.number(),
  means: z.enum(means).nullable(),
  waiting: z.boolean().describe('What the rung asks for is not done yet'),
  dueAt: at.nullable(),
  nextAt: at.nullable(),
});
export type OpenLadderView = z.input<typeof openLadder>;

const hours = z.object({ from: z.string(), to: z.string() });

export const readSupervision = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/supervision',
  summary: 'The ladders of a case with what happened at each rung, and the letters sent',
  params: z.strictObject({ id }),
  answer: z.object({ ladders: z.array(ladderView), letters: z.array(letterView) }),
});

export const readLetter = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/letters/:letterId',
  summary: 'A supervision letter or assignment form as it was sent',
  params: z.strictObject({ id, letterId: z.string().regex(/^[\w:-]{1,160}$/) }),
  media: 'application/octet-stream',
});

export const listLadders = endpoint({
  ...bare,
  method: 'get',
  path: '/ladders',
  summary: 'The ladders that go on, of the cases a person may see, the highest rung first',
  who: ['office', 'supervision', 'leading-group', 'superior', 'duty-leader', 'auditor'],
  query: z.strictObject({ rung: z.coerce.number().int().min(0).max(99).optional() }),
  answer: z.object({ items: z.array(openLadder), total: z.number() }),
});

export const readQuietHours = endpoint({
  ...bare,
  method: 'get',
  path: '/quiet-hours',
  summary:
    'The hours of the night in which no rung of a ladder comes and nobody is told without need',
  answer: hours,
});
