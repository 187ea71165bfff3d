import { z } from 'zod';

const instructionId = z.string().min(1);

/** What crosses the border of instruction.bpmn by jobs. */
export const instructionJobs = {
  'instruction:open-instruction': {
    input: z.object({
      instructionId,
      /** Working days for the feedback; what the rule answers. */
      days: z.number().int().min(1).max(1000),
    }),
    output: z.object({ claimed: z.boolean(), until: z.iso.datetime() }),
  },
  'instruction:remind-unit': { input: z.object({ instructionId }), output: z.object({}) },
  'instruction:tell-leader': { input: z.object({ instructionId }), output: z.object({}) },
} as const;

/** Correlated by the id of the instruction, which begins with that of its case. */
export const instructionMessages = {
  'instruction-given': z.object({
    instructionId,
    /** Empty: the office. */
    unitId: z.string(),
    urgency: z.string(),
  }),
} as const;

/** What the unit reports. */
export const instructionTasks = {
  'report-on-instruction': z.object({
    feedback: z.string().trim().min(10, 'ANSWER_TOO_SHORT').max(10_000),
  }),
} as const;
