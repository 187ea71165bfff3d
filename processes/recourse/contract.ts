import { z } from 'zod';
import { recourseDecisions } from './actions.ts';

const recourseId = z.string().min(1);

/** What crosses the border of recourse.bpmn by jobs. */
export const recourseJobs = {
  'recourse:open-recourse': {
    input: z.object({
      recourseId,
      /** What the rule answers: calendar days for the decision. */
      days: z.number().int().min(1).max(1000),
    }),
    output: z.object({ claimed: z.boolean(), until: z.iso.datetime() }),
  },
  'recourse:remind-superior': { input: z.object({ recourseId }), output: z.object({}) },
  'recourse:close-recourse': { input: z.object({ recourseId }), output: z.object({}) },
} as const;

/** Correlated by the id of the recourse, which begins with that of its case. */
export const recourseMessages = {
  'recourse-sought': z.object({ recourseId, regimeId: z.string() }),
} as const;

/** What the superior body decides; the explanation is read by whoever asked. */
export const recourseTasks = {
  'decide-recourse': z.object({
    decision: z.enum(recourseDecisions),
    explanation: z.string().trim().min(20, 'ANSWER_TOO_SHORT').max(10_000),
    paper: z.string().trim().max(200).nullish(),
  }),
} as const;
