import { z } from 'zod';

const text = (max: number) => z.string().trim().max(max);
const founded = z.enum(['yes', 'no']);

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
  reassign: z
    .object({
      founded,
      /** To another unit, or to another institution. */
      outcome: z.enum(['unit', 'other-body']).default('unit'),
      unitId: text(64).nullish(),
      instruction: text(2000).nullish(),
      otherBody: text(200).nullish(),
      explanation: text(2000).nullish(),
    })
    .refine(({ outcome, unitId }) => outcome === 'other-body' || Boolean(unitId), {
      path: ['unitId'],
      message: 'REQUIRED',
    })
    .refine(({ outcome, otherBody }) => outcome === 'unit' || Boolean(otherBody), {
      path: ['otherBody'],
      message: 'OTHER_BODY_MISSING',
    }),
  arbitrate: z.object({
    founded,
    unitId: text(64).min(1),
    arbitrationGround: text(2000).min(1),
  }),
} as const;
