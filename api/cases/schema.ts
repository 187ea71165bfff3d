import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { channels, statuses } from '../../processes/complaint/statuses.ts';
import { roles } from '../../processes/roles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { remaining, taskItem, urgency } from '../tasks/schema.ts';
import { at, id, line } from '../text.ts';
import { linkedViews } from './linked-views.ts';
import { regimeView } from './regime-view.ts';
import {
  contributionView,
  instructionView,
  questionView,
  turnsOfPeople,
  turnView,
  wayView,
} from './turn-views.ts';

const caseId = z.strictObject({ id });
const verdict = z.enum(['on-time', 'overdue']);
/** How a clock may be moved by people. */
export const clockMoves = ['pause', 'resume', 'ask-extension'] as const;

export const by = z.object({
  kind: z.enum(['staff', 'citizen', 'system']),
  name: z.string().nullable(),
  role: z.enum(roles).nullable(),
  unitName: z.string().nullable(),
});

export const caseItem = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  status: z.enum(statuses),
  topic: z.string(),
  channel: z.enum(channels),
  unitName: z.string().nullable(),
  receivedAt: at,
  dueAt: at.nullable(),
  urgency,
  remaining: remaining.nullable(),
  otherDeadline: at.nullable().describe('Of the body that referred it; an exclusive end'),
  provisional: z.boolean().describe('Counted with an assumption about a year not covered yet'),
});
export type CaseItem = z.input<typeof caseItem>;

export const clockView = z.object({
  id: z.string(),
  kind: z.enum(clockKinds),
  startEvent: z.string(),
  startAt: at,
  amount: z.number(),
  unit: z.string(),
  dueAt: at,
  status: z.enum(['running', 'met', 'overdue', 'frozen']),
  paused: z.boolean(),
  metAt: at.nullable(),
  verdict: verdict.nullable(),
  urgency,
  remaining: remaining.nullable(),
  provisional: z.boolean(),
  version: z.number().describe('For If-Match of whoever moves the clock'),
  pause: z.object({ from: at, category: z.string() }).nullable().describe('The one that lasts'),
  extended: z.number().describe('How often more time was granted'),
  request: z
    .object({
      id: z.string(),
      amount: z.number(),
      unit: z.string(),
      askedAt: at,
      state: z.enum(['asked', 'granted', 'declined', 'lapsed']),
      outcome: z.string().nullable(),
    })
    .nullable()
    .describe('The newest request for more time'),
  may: z.array(z.enum(clockMoves)).describe('How whoever asks may move it now'),
});

const entry = z.object({
  id: z.string(),
  step: z.string(),
  stepName: z.string(),
  action: z.string().nullable(),
  by,
  at,
  fields: z.record(z.string(), z.unknown()),
  words: z
    .record(z.string(), z.object({ label: z.string(), choices: z.record(z.string(), z.string()) }))
    .describe('Fields and choices as the form of the task called them'),
});

export const caseFile = z.object({
  case: z.object({
    id: z.string(),
    number: z.string(),
    version: z.number(),
    subject: z.string(),
    status: z.enum(statuses),
    topic: z.string(),
    topicName: z.string().nullable(),
    area: z.string().nullable(),
    channel: z.enum(channels),
    urgency: z.enum(['normal', 'urgent']),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    regimeId: z.string().nullable(),
    times: z.object({
      posted: at.nullable(),
      collected: at.nullable(),
      received: at.nullable(),
      dispatched: at.nullable(),
    }),
    rating: z.object({ answered: z.boolean(), score: z.number(), at }).nullable(),
    ...linkedViews,
  }),
  complaint: z
    .object({
      subject: z.string(),
      text: z.string(),
      place: z.string().nullable(),
      anonymous: z.boolean(),
      confidential: z.boolean(),
      erasedAt: at.nullable(),
      reference: z.string().nullable().describe('Link or number where it came from'),
      answers: z
        .array(z.object({ id: z.string(), question: z.string(), answer: z.string() }))
        .describe('To the questions of the complaint type, each as it was asked'),
      attachments: z.array(
        z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() }),
      ),
    })
    .nullable(),
  origin: z
    .object({
      link: z.string().nullable().describe('Left out of a confidential matter for most readers'),
      referral: z
        .object({
          body: z.string(),
          number: z.string().nullable(),
          deadline: at.nullable(),
          wish: z.string().nullable(),
          reportedAt: at.nullable(),
          mayReport: z.boolean(),
        })
        .nullable(),
    })
    .nullable()
    .describe('Where a complaint that did not come by our page was found, or who referred it'),
  regime: regimeView.nullable(),
  clocks: z.array(clockView),
  turns: z.array(turnView),
  contributions: z.array(contributionView),
  way: wayView,
  instructions: z.array(instructionView),
  question: questionView,
  mayTurn: z.array(z.enum(turnsOfPeople)).describe('What whoever asks may do beside the tasks'),
  tasks: z.array(taskItem),
  entries: z.array(entry),
  reply: z
    .object({
      mode: z.enum(['public', 'private']),
      publishedAt: at,
      fields: z.record(z.string(), z.unknown()),
    })
    .nullable(),
  allowedActions: z.array(z.string()),
  mayReadIdentity: z.boolean(),
});
export type CaseFile = z.input<typeof caseFile>;

export const caseQuery = z.strictObject({
  status: z.enum(statuses).optional(),
  unit: id.optional(),
  topic: z.string().max(64).optional(),
  channel: z.enum(channels).optional(),
  q: z.string().trim().max(100).optional(),
  due: z.enum(['overdue', 'soon', 'all']).default('all'),
  rung: z.coerce.number().int().min(1).max(99).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CaseQueryInput = z.output<typeof caseQuery>;

export const timelineItem = z.object({
  n: z.number(),
  type: z.string(),
  at,
  by,
  stepName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  text: z.string().nullable(),
});

export const diagramView = z.object({
  key: z.string().describe('Of each ladder its own: the process alone is not unique'),
  clockKind: z.enum(clockKinds).nullable().describe('The clock a ladder is climbed for'),
  processId: z.string(),
  name: z.string(),
  version: z.number(),
  xml: z.string(),
  active: z.array(z.string()),
  done: z.array(z.string()),
  stalled: z.array(z.string()),
});

const named = z.object({ name: z.string(), value: z.unknown() });
export const decisionView = z.object({
  key: z.string(),
  decisionId: z.string(),
  name: z.string(),
  version: z.number(),
  versionTag: z.string().nullable(),
  at,
  failed: z.boolean(),
  inputs: z.array(named),
  rules: z.array(z.object({ index: z.number(), outputs: z.array(named) })),
});

export const listCases = endpoint({
  ...bare,
  method: 'get',
  path: '/cases',
  summary: 'The cases a person may see, newest first',
  query: caseQuery,
  answer: z.object({
    items: z.array(caseItem),
    next: z.string().nullable(),
    total: z.number(),
  }),
});

export const readCase = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id',
  summary: 'The case file, without who sent the complaint',
  params: caseId,
  answer: caseFile,
});

export const readTimeline = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/timeline',
  summary: 'The action log of a case for people',
  params: caseId,
  answer: z.object({ items: z.array(timelineItem) }),
});

export const readProof = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/clocks/:clockId/proof',
  summary: 'How a due date was counted, day by day',
  params: z.strictObject({ id, clockId: z.string().regex(/^[\w:-]{1,100}$/) }),
  answer: z.looseObject({ dueAt: z.string(), lines: z.array(z.unknown()) }),
});

export const readDiagram = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/diagram',
  summary: 'The diagrams of a case with where its tokens stand',
  params: caseId,
  answer: z.object({ diagrams: z.array(diagramView) }),
});

export const readDecisions = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/decisions',
  summary: 'The decisions taken by rule, with the row that decided',
  params: caseId,
  answer: z.object({ items: z.array(decisionView) }),
});

export const readIdentity = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/identity',
  summary: 'Read who sent a complaint; the reading and its reason are recorded first',
  params: caseId,
  body: z.strictObject({ reason: line(500, 2) }),
  sends: 'json',
  answer: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
});

export const readAttachment = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/attachments/:attachmentId',
  summary: 'A file sent along, to be saved and never shown by the browser',
  params: z.strictObject({ id, attachmentId: z.uuid() }),
  media: 'application/octet-stream',
});
