import { z } from 'zod';

const text = (max: number) => z.string().trim().max(max);
const named = { unitId: text(64).min(1), founded: z.enum(['yes', 'no']) } as const;

/** What crosses the border of reassignment.bpmn by jobs. */
export const reassignmentJobs = {
  'reassignment:count-returns': {
    input: z.object({ caseId: z.string().min(1) }),
    /** How often the case was given back, this time included. */
    output: z.object({ returns: z.number().int() }),
  },
} as const;

/** What the office decides after a return. */
export const reassignmentTasks = {
  reassign: z.object({ ...named, instruction: text(2000).nullish() }),
  arbitrate: z.object({ ...named, arbitrationGround: text(2000).min(1) }),
} as const;
