import type { z } from 'zod';
import { clockJobs, clockMessages } from './clock/contract.ts';
import { complaintJobs, complaintMessages } from './complaint/contract.ts';
import { escalationJobs, escalationMessages } from './escalation/contract.ts';
import { publicationJobs } from './publication/contract.ts';

/** Every job type the house serves, with what goes in and what comes out. */
export const jobs = {
  ...complaintJobs,
  ...publicationJobs,
  ...clockJobs,
  ...escalationJobs,
} as const;

/** Every message the diagrams wait for, with its variables. */
export const messages = { ...complaintMessages, ...clockMessages, ...escalationMessages } as const;

export type JobType = keyof typeof jobs;
export type JobInput<T extends JobType> = z.infer<(typeof jobs)[T]['input']>;
export type JobOutput<T extends JobType> = z.infer<(typeof jobs)[T]['output']>;
export type MessageName = keyof typeof messages;
