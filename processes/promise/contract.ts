import { z } from 'zod';

const promiseId = z.string().min(1);

/** What crosses the border of promise.bpmn by jobs. */
export const promiseJobs = {
  'promise:open-promise': {
    input: z.object({
      promiseId,
      /** Working days before the day it names at which the unit is warned; 0 for none. What the rule answers. */
      warnDays: z.number().int().min(0).max(100),
    }),
    output: z.object({ claimed: z.boolean(), until: z.iso.datetime() }),
  },
  'promise:close-promise': { input: z.object({ promiseId }), output: z.object({}) },
} as const;

/** Correlated by the id of the promise, which begins with that of its case. */
export const promiseMessages = {
  'promise-made': z.object({ promiseId, unitId: z.string(), regimeId: z.string() }),
} as const;

/** What the unit says was done, and what its leader makes of it. */
export const promiseTasks = {
  'fulfil-promise': z.object({
    doneOn: z.iso.date(),
    fulfilment: z.string().trim().min(20, 'ANSWER_TOO_SHORT').max(10_000),
  }),
  'confirm-promise': z
    .object({
      decision: z.enum(['approved', 'returned']),
      remarks: z.string().trim().max(2000).nullish(),
    })
    .refine((form) => form.decision === 'approved' || Boolean(form.remarks), {
      path: ['remarks'],
      message: 'REMARKS_MISSING',
    }),
} as const;
