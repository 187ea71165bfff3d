import { z } from 'zod';
import { clockKinds } from '../clock/clock-kinds.ts';
import { roles } from '../roles.ts';
import { means } from './means.ts';
import { timeOfDay } from './quiet-hours.ts';

const clockId = z.string().min(1);
const rung = z.number().int().min(1);
const amount = z.number().int().min(1).nullish();
/** Working time: `h` hours of working days, `wd` working days. */
const unit = z.enum(['h', 'wd']).nullish();

/** The row of the ladder that applies to a rung. */
export const ladderRow = z
  .object({
    means: z.enum(means),
    /** Who is added as supervisor. */
    role: z.enum(roles),
    /** Working time until the next rung comes; none: this is the highest. */
    nextAmount: amount,
    nextUnit: unit,
    /** Working time the unit has for what this rung asks of it. */
    dueAmount: amount,
    dueUnit: unit,
    /** Whether the rung keeps out of quiet hours. */
    quietHours: z.boolean(),
  })
  .refine((row) => (row.nextAmount == null) === (row.nextUnit == null), { path: ['nextUnit'] })
  .refine((row) => (row.dueAmount == null) === (row.dueUnit == null), { path: ['dueUnit'] });
export type LadderRule = z.infer<typeof ladderRow>;

/** The rung that was taken last, as the tasks beside the ladder read it. */
const taken = z.object({
  rung,
  means: z.enum(means),
  unitId: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
});
const standing = z.enum(['climbing', 'met']);
const papers = { input: z.object({ clockId, taken }), output: z.object({}) };

/** What crosses the border of escalation.bpmn by jobs. A message can expire unheard: each reads the record first. */
export const escalationJobs = {
  'escalation:open-ladder': {
    input: z.object({ clockId }),
    output: z.object({
      claimed: z.boolean(),
      caseId: z.string(),
      kind: z.enum(clockKinds),
      rung,
    }),
  },
  'escalation:plan-rung': {
    input: z.object({ clockId, rung, ladder: ladderRow }),
    output: z.object({
      state: standing,
      /** When the rung comes; null when the clock is met. */
      nextAt: z.iso.datetime().nullable(),
    }),
  },
  'escalation:add-supervisor': {
    input: z.object({ clockId, rung, ladder: ladderRow }),
    output: z.object({ state: standing, taken, isTop: z.boolean(), rung }),
  },
  'escalation:send-letter': papers,
  'escalation:send-assignment-form': papers,
  'escalation:name-in-bulletin': papers,
  'escalation:close-ladder': {
    input: z.object({ clockId }),
    output: z.object({ outcome: z.enum(['met', 'top']) }),
  },
} as const;

/** Each message is correlated by the clock id. */
export const escalationMessages = {
  'escalation-started': z.object({ clockId }),
  'ladder-met': z.object({}),
} as const;

const text = (max: number) => z.string().trim().max(max);
const required = (max: number) => text(max).min(1);

/** What each task of a ladder collects, by the action it stands for. Texts stay in the house. */
export const escalationTasks = {
  phone: z.object({
    calledWhom: required(200),
    calledOn: z.iso.date(),
    calledAt: timeOfDay,
    said: required(4000),
  }),
  'receive-letter': z.object({ remark: text(1000).nullish() }),
  explain: z.object({
    cause: required(10_000),
    measures: required(10_000),
    doneBy: z.iso.date(),
  }),
  talk: z.object({
    talkedWith: required(200),
    talkedOn: z.iso.date(),
    summary: required(10_000),
    rectification: required(10_000),
    rectifyBy: z.iso.date(),
  }),
  refer: z
    .object({
      referral: z.enum(['refer', 'not-refer']),
      referralGround: required(4000),
      referredTo: text(200).nullish(),
    })
    .refine((form) => form.referral === 'not-refer' || Boolean(form.referredTo), {
      path: ['referredTo'],
      message: 'OTHER_BODY_MISSING',
    }),
} as const;
export type LadderAction = keyof typeof escalationTasks;
