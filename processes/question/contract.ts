import { z } from 'zod';

const questionId = z.string().min(1);

/** What crosses the border of question.bpmn by jobs. */
export const questionJobs = {
  'question:put-question': {
    input: z.object({
      questionId,
      /** The row of the rule that applies. */
      limit: z.object({ days: z.number().int().min(1).max(1000), pauses: z.boolean() }),
    }),
    output: z.object({
      /** False when another instance put it, or it was taken back before. */
      put: z.boolean(),
      /** Until when an answer is waited for; null when it was not put. */
      until: z.iso.datetime().nullable(),
    }),
  },
  'question:lapse-question': { input: z.object({ questionId }), output: z.object({}) },
} as const;

/** Correlated by the id of the question, which begins with that of its case. */
export const questionMessages = {
  'question-asked': z.object({ questionId, regimeId: z.string() }),
  'question-answered': z.object({}),
  'question-closed': z.object({}),
} as const;
