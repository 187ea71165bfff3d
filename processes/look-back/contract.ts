import { z } from 'zod';
import { lookBackMeans, lookBackResults } from './actions.ts';

const lookBackId = z.string().min(1);

/** What crosses the border of look-back.bpmn by jobs. */
export const lookBackJobs = {
  'look-back:open-look-back': {
    input: z.object({
      lookBackId,
      /** Working days to look back in; what the rule answers. */
      days: z.number().int().min(1).max(1000),
    }),
    output: z.object({ claimed: z.boolean(), until: z.iso.datetime() }),
  },
  'look-back:close-look-back': { input: z.object({ lookBackId }), output: z.object({}) },
} as const;

/** Correlated by the id of the look-back, which begins with that of its case. */
export const lookBackMessages = {
  'look-back-drawn': z.object({ lookBackId, regimeId: z.string() }),
} as const;

/** What whoever called or visited writes down. */
export const lookBackTasks = {
  'look-back': z
    .object({
      how: z.enum(lookBackMeans),
      result: z.enum(lookBackResults),
      remarks: z.string().trim().max(5000).nullish(),
    })
    .refine((form) => form.result !== 'not-settled' || (form.remarks?.length ?? 0) >= 10, {
      path: ['remarks'],
      message: 'LEFT_OPEN_MISSING',
    }),
} as const;
