import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, engineKey, formFields } from '../text.ts';

export const urgency = z.enum(['normal', 'soon', 'overdue', 'none']);
export const remaining = z.object({
  amount: z.number().int(),
  unit: z.enum(['min', 'h', 'd', 'wd']),
});

export const taskItem = z.object({
  key: z.string(),
  caseId: z.string(),
  number: z.string(),
  subject: z.string(),
  step: z.string().describe('The label of the task in its diagram'),
  stepId: z.string(),
  action: z.string().nullable().describe('The case action it stands for; null for a plain step'),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  mine: z.boolean().describe('Claimed by whoever asks'),
  mayComplete: z.boolean().describe('Meant for a group of whoever asks'),
  dueAt: at.nullable(),
  clockKind: z.enum(clockKinds).nullable(),
  urgency,
  remaining: remaining.nullable(),
  provisional: z.boolean(),
  otherDeadline: at.nullable().describe('Of the body that referred the matter; an exclusive end'),
  state: z.enum(['open', 'completing']),
  createdAt: at,
});
export type TaskItem = z.input<typeof taskItem>;

export const taskQuery = z.strictObject({
  scope: z.enum(['mine', 'unit', 'all']).default('mine'),
  due: z.enum(['overdue', 'soon', 'all']).default('all'),
  action: z.string().max(40).optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TaskQuery = z.output<typeof taskQuery>;

const taskKey = z.strictObject({ key: engineKey });
const completing = z.object({ state: z.literal('completing') });
const claimed = z.object({ claimedBy: z.object({ id: z.string(), name: z.string() }).nullable() });

export const listTasks = endpoint({
  ...bare,
  method: 'get',
  path: '/tasks',
  summary: 'The inbox: open tasks, due first',
  query: taskQuery,
  answer: z.object({
    items: z.array(taskItem),
    counts: z.object({
      mine: z.number(),
      unit: z.number(),
      all: z.number(),
      overdue: z.number(),
      soon: z.number(),
    }),
    next: z.string().nullable(),
  }),
});

export const readTask = endpoint({
  ...bare,
  method: 'get',
  path: '/tasks/:key',
  summary: 'One task with its form and what was typed into it so far',
  params: taskKey,
  answer: z.object({
    task: taskItem,
    form: z.unknown().describe('The deployed form (form-js schema); null for a task without one'),
    data: z.record(z.string(), z.unknown()),
    units: z.array(z.object({ value: z.string(), label: z.string() })),
    case: z.object({ id: z.string(), number: z.string(), status: z.string() }),
  }),
});

export const claimTask = endpoint({
  ...bare,
  method: 'post',
  path: '/tasks/:key/claim',
  summary: 'Take a task for oneself',
  params: taskKey,
  answer: claimed,
});

export const releaseTask = endpoint({
  ...bare,
  method: 'post',
  path: '/tasks/:key/release',
  summary: 'Give a task back to its group',
  params: taskKey,
  answer: claimed,
});

export const completeTask = endpoint({
  ...bare,
  method: 'post',
  path: '/tasks/:key/complete',
  summary: 'Complete a task; the same Idempotency-Key completes it once',
  params: taskKey,
  body: z.strictObject({ fields: formFields }),
  sends: 'json',
  answer: completing,
});

export const saveDraft = endpoint({
  ...bare,
  method: 'put',
  path: '/tasks/:key/draft',
  summary: 'Keep what was typed so far',
  params: taskKey,
  body: z.strictObject({ fields: formFields }),
  sends: 'json',
  status: 204,
});
