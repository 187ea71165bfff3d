import { z } from 'zod';
import { contactSheetTasks } from '../contact-sheet/contract.ts';
import { monitoringTasks } from '../monitoring/contract.ts';
import { duties } from './duties.ts';
import { harms, incidentKinds, levels, outlets, parts, spreads, statementTypes } from './words.ts';

const incidentId = z.string().min(1);
const nothing = z.object({});

/** What crosses the border of incident.bpmn by jobs. */
export const incidentJobs = {
  'incident:open-incident': {
    input: z.object({ incidentId }),
    /** What the level rule looks at. */
    output: z.object({
      claimed: z.boolean(),
      harm: z.enum(harms),
      spread: z.enum(spreads),
      mass: z.boolean(),
    }),
  },
  'incident:take-up-duties': { input: z.object({ incidentId, duties }), output: nothing },
  'incident:change-duties': {
    input: z.object({ incidentId, level: z.enum(levels), duties }),
    output: nothing,
  },
  'incident:begin-watch': {
    input: z.object({ incidentId }),
    output: z.object({ watchUntil: z.iso.datetime() }),
  },
} as const;

/** Messages the diagram waits for; each is correlated by the id of the incident. */
export const incidentMessages = {
  'incident-raised': z.object({ incidentId }),
  'incident-level-changed': z.object({ level: z.enum(levels) }),
  'consultation-reopened': nothing,
  'statement-reopened': nothing,
} as const;

const text = (max: number) => z.string().trim().max(max);
const required = (max: number) => text(max).min(1);
/** The version of the statement that somebody has before them. */
const version = z.coerce.number().int().min(1);

/** What each task of an incident collects, by the action it stands for. Texts stay in the house. */
export const incidentTasks = {
  'confirm-level': z
    .object({
      judgement: z.enum(['incident', 'none']),
      level: z.enum(levels).nullish(),
      kind: z.enum(incidentKinds).nullish(),
      unitId: text(64).nullish(),
      why: required(2000),
    })
    .refine(({ judgement, level }) => judgement === 'none' || level != null, {
      path: ['level'],
      message: 'REQUIRED',
    }),
  'take-superior-view': z.object({
    viewOf: required(200),
    view: required(5000),
    paper: text(200).nullish(),
  }),
  consult: z.object({ attended: required(1000), decided: required(10_000) }),
  'draft-statement': z.object({
    statementType: z.enum(statementTypes),
    parts: z.array(z.enum(parts)).default([]),
    statementText: text(10_000).min(20, 'TOO_SHORT'),
  }),
  'approve-statement': z
    .object({
      version,
      decision: z.enum(['approved', 'returned']),
      remarks: text(2000).nullish(),
    })
    .refine((form) => form.decision === 'approved' || Boolean(form.remarks), {
      path: ['remarks'],
      message: 'REMARKS_MISSING',
    }),
  'publish-statement': z.object({
    version,
    outlets: z.array(z.enum(outlets)).min(1),
    link: text(500).nullish(),
  }),
  'follow-up': z.object({ outcome: z.enum(['again', 'subsided']), reactions: required(5000) }),
  'review-incident': z.object({
    happened: required(10_000),
    responsibility: text(5000).nullish(),
    lessons: required(10_000),
  }),
  ...monitoringTasks,
  ...contactSheetTasks,
} as const;

export type IncidentTaskAction = keyof typeof incidentTasks;

/** True when a task header names an action on an incident rather than on a complaint's case. */
export function isIncidentAction(word: string | null): word is IncidentTaskAction {
  return word !== null && word in incidentTasks;
}
