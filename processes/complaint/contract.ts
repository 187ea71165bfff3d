import { z } from 'zod';
import { contributionTasks } from '../contribution/contract.ts';
import { escalationTasks } from '../escalation/contract.ts';
import { handoverTasks } from '../handover/contract.ts';
import { instructionTasks } from '../instruction/contract.ts';
import { lookBackTasks } from '../look-back/contract.ts';
import { promiseTasks } from '../promise/contract.ts';
import { reassignmentTasks } from '../reassignment/contract.ts';
import { recourseTasks } from '../recourse/contract.ts';
import { tierTasks } from '../tiers/contract.ts';
import { findings, publicities } from './case.ts';
import { regime, regimeFacts } from './regime.ts';
import { returnGrounds } from './turn-actions.ts';
import { weights } from './weights.ts';

const caseId = z.string().min(1);
const nothing = z.object({});

/** What crosses the border of complaint.bpmn by jobs. `test/architecture` proves the model agrees. */
export const complaintJobs = {
  'complaint:open-case': {
    input: z.object({ caseId }),
    output: regimeFacts.extend({ claimed: z.boolean(), receivedAt: z.iso.datetime() }),
  },
  'complaint:start-clocks': { input: z.object({ caseId, regime }), output: nothing },
  'complaint:notify-refused': { input: z.object({ caseId }), output: nothing },
  'complaint:hand-over': {
    input: z.object({
      caseId,
      /** Working days from the start of the case; older diagrams set none. */
      handoverDays: z.number().int().min(1).max(1000).nullish(),
    }),
    output: nothing,
  },
  'complaint:send-first-response': { input: z.object({ caseId }), output: nothing },
  'complaint:dispatch-case': {
    input: z.object({
      caseId,
      unitId: z.string(),
      /** Working days of the unit's internal clock; older diagrams set none. */
      unitDays: z.number().int().min(1).max(1000).nullish(),
    }),
    output: nothing,
  },
  'complaint:ask-contributions': {
    input: z.object({
      caseId,
      contributors: z.array(z.string()).nullish(),
      /** Working days of each unit's internal clock. */
      contributionDays: z.number().int().min(1).max(1000).nullish(),
    }),
    /** Those that are awaited. */
    output: z.object({
      contributions: z.array(z.object({ id: z.string(), unitId: z.string() })),
    }),
  },
  'complaint:close-withdrawn': { input: z.object({ caseId }), output: nothing },
  'complaint:archive-case': { input: z.object({ caseId }), output: nothing },
} as const;

/** Messages the diagram waits for; each is correlated by the case id. */
export const complaintMessages = {
  'complaint-received': z.object({ caseId }),
  'complaint-rated': nothing,
  'complaint-withdrawn': nothing,
} as const;

const text = (max: number) => z.string().trim().max(max);
const required = (max: number) => text(max).min(1);
const yesNo = z.enum(['yes', 'no']);

const signing = z
  .object({
    decision: z.enum(['approved', 'returned']),
    remarks: text(2000).nullish(),
    paper: text(200).nullish(),
  })
  .refine((form) => form.decision === 'approved' || Boolean(form.remarks), {
    path: ['remarks'],
    message: 'REMARKS_MISSING',
  });

/** What a reply says. */
export const replyFields = z.object({
  investigator: required(200),
  investigatedOn: z.iso.date(),
  finding: z.enum(findings),
  /** A receipt never counts as an answer: shorter texts are refused. */
  findingText: text(10_000).min(40, 'ANSWER_TOO_SHORT'),
  measures: text(10_000).nullish(),
  measuresBy: z.iso.date().nullish().or(z.literal('')),
  ground: required(2000),
  contact: required(200),
  publicity: z.enum(publicities),
  publicityGround: text(500).nullish(),
});

/** What each task of a case collects, by the action it stands for. Texts stay in the house; the diagram names what leaves. */
export const complaintTasks = {
  accept: z
    .object({
      acceptance: z.enum(['accepted', 'refused', 'not-ours']),
      urgency: z.enum(['normal', 'urgent']),
      ground: text(200).nullish(),
      explanation: text(2000).nullish(),
      otherBody: text(200).nullish(),
    })
    .refine((form) => form.acceptance === 'accepted' || Boolean(form.ground), {
      path: ['ground'],
      message: 'GROUND_MISSING',
    })
    .refine((form) => form.acceptance !== 'not-ours' || Boolean(form.otherBody), {
      path: ['otherBody'],
      message: 'OTHER_BODY_MISSING',
    }),
  assign: z
    .object({
      unitId: required(64),
      contributors: z.array(text(64)).max(20).nullish(),
      instruction: text(2000).nullish(),
    })
    .refine(({ unitId, contributors }) => !contributors?.includes(unitId), {
      path: ['contributors'],
      message: 'LEAD_CONTRIBUTES',
    }),
  propose: z
    .object({
      /** Older forms do not ask: the unit handles the matter. */
      disposal: z.enum(['handle', 'return']).default('handle'),
      weight: z.enum(weights).nullish(),
      keyMatter: yesNo.nullish(),
      proposal: text(10_000).nullish(),
      returnGround: z.enum(returnGrounds).nullish(),
      competentUnitId: text(64).nullish(),
      returnReason: text(2000).nullish(),
    })
    .superRefine((form, { addIssue }) => {
      const needed =
        form.disposal === 'return'
          ? (['returnGround', 'returnReason'] as const)
          : (['weight', 'keyMatter', 'proposal'] as const);
      for (const field of needed)
        if (!form[field]) addIssue({ code: 'custom', path: [field], message: 'REQUIRED' });
    }),
  /** Keeping an answer back needs its ground, whatever the regime. */
  draft: replyFields.refine(
    (form) => form.publicity === 'public' || Boolean(form.publicityGround),
    { path: ['publicityGround'], message: 'GROUND_MISSING' },
  ),
  endorse: signing,
  sign: signing,
  'decide-extension': z
    .object({
      decision: z.enum(['approved', 'declined']),
      remarks: text(2000).nullish(),
      paper: text(200).nullish(),
    })
    .refine((form) => form.decision === 'approved' || Boolean(form.remarks), {
      path: ['remarks'],
      message: 'DECLINE_GROUND_MISSING',
    }),
  check: z
    .object({
      containsSecret: yesNo,
      suitableNow: yesNo,
      accurate: yesNo,
      checkGround: text(2000).nullish(),
    })
    .refine(
      (form) =>
        (form.containsSecret === 'no' && form.suitableNow === 'yes' && form.accurate === 'yes') ||
        Boolean(form.checkGround),
      { path: ['checkGround'], message: 'GROUND_MISSING' },
    ),
  ...escalationTasks,
  ...reassignmentTasks,
  ...contributionTasks,
  ...handoverTasks,
  ...recourseTasks,
  ...tierTasks,
  ...promiseTasks,
  ...lookBackTasks,
  ...instructionTasks,
} as const;

export type TaskAction = keyof typeof complaintTasks;
export type ReplyFields = z.infer<typeof replyFields>;

/** True when a task header names a case action of complaint.bpmn; any other user task is a plain step. */
export function isTaskAction(word: string): word is TaskAction {
  return word in complaintTasks;
}
