import type { z } from 'zod';
import { clockJobs, clockMessages } from './clock/contract.ts';
import { complaintJobs, complaintMessages, complaintTasks } from './complaint/contract.ts';
import { contactSheetJobs, contactSheetMessages } from './contact-sheet/contract.ts';
import { contributionMessages } from './contribution/contract.ts';
import { dutyCallJobs, dutyCallMessages } from './duty-call/contract.ts';
import { escalationJobs, escalationMessages } from './escalation/contract.ts';
import { extensionJobs, extensionMessages } from './extension/contract.ts';
import { handoverJobs, handoverMessages } from './handover/contract.ts';
import { incidentJobs, incidentMessages, incidentTasks } from './incident/contract.ts';
import { instructionJobs, instructionMessages } from './instruction/contract.ts';
import { lookBackJobs, lookBackMessages } from './look-back/contract.ts';
import { mergeJobs, mergeMessages } from './merge/contract.ts';
import { monitoringJobs, monitoringMessages } from './monitoring/contract.ts';
import { promiseJobs, promiseMessages } from './promise/contract.ts';
import { publicationJobs } from './publication/contract.ts';
import { questionJobs, questionMessages } from './question/contract.ts';
import { reassignmentJobs } from './reassignment/contract.ts';
import { recourseJobs, recourseMessages } from './recourse/contract.ts';
import { regimeJobs, regimeMessages } from './regime/contract.ts';
import { scoreJobs, scoreMessages, scoreTasks } from './score/contract.ts';
import { signOffJobs } from './sign-off/contract.ts';
import { tierJobs, tierMessages } from './tiers/contract.ts';

/** Every job type the house serves, with what goes in and what comes out. */
export const jobs = {
  ...complaintJobs,
  ...publicationJobs,
  ...clockJobs,
  ...escalationJobs,
  ...scoreJobs,
  ...extensionJobs,
  ...reassignmentJobs,
  ...questionJobs,
  ...recourseJobs,
  ...tierJobs,
  ...promiseJobs,
  ...lookBackJobs,
  ...instructionJobs,
  ...handoverJobs,
  ...mergeJobs,
  ...regimeJobs,
  ...signOffJobs,
  ...incidentJobs,
  ...contactSheetJobs,
  ...monitoringJobs,
  ...dutyCallJobs,
} as const;

/** Every message the diagrams wait for, with its variables. */
export const messages = {
  ...complaintMessages,
  ...clockMessages,
  ...escalationMessages,
  ...scoreMessages,
  ...extensionMessages,
  ...questionMessages,
  ...recourseMessages,
  ...tierMessages,
  ...promiseMessages,
  ...lookBackMessages,
  ...instructionMessages,
  ...handoverMessages,
  ...contributionMessages,
  ...mergeMessages,
  ...regimeMessages,
  ...incidentMessages,
  ...contactSheetMessages,
  ...monitoringMessages,
  ...dutyCallMessages,
} as const;

/** What the tasks of every diagram collect, by the action they stand for. */
export const taskForms = { ...complaintTasks, ...scoreTasks, ...incidentTasks } as const;

export type JobType = keyof typeof jobs;
export type JobInput<T extends JobType> = z.infer<(typeof jobs)[T]['input']>;
export type JobOutput<T extends JobType> = z.infer<(typeof jobs)[T]['output']>;
export type MessageName = keyof typeof messages;

/** True when a task header names an action of the house; any other user task is a plain step. */
export function hasTaskForm(word: string): word is keyof typeof taskForms {
  return word in taskForms;
}
