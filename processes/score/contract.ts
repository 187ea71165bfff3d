import { z } from 'zod';
import { clockKinds } from '../clock/clock-kinds.ts';
import { occasionKinds } from './score.ts';

const occasionId = z.string().min(1);
const appealId = z.string().min(1);

/** The row of the demerit rule that applies: below zero lost, above zero earned; appealDays are working days. */
export const demerit = z.object({
  points: z.number().min(-100).max(100),
  /** Whether the points count although the same clock cost points before. */
  besides: z.boolean(),
  appealDays: z.number().int().min(0).max(365),
});
export type Demerit = z.infer<typeof demerit>;

/** What crosses the border of demerit.bpmn and demerit-appeal.bpmn by jobs. */
export const scoreJobs = {
  'score:open-occasion': {
    input: z.object({ occasionId }),
    output: z.object({
      claimed: z.boolean(),
      occasion: z.enum(occasionKinds),
      clockKind: z.enum(clockKinds).nullable(),
      regimeId: z.string().nullable(),
    }),
  },
  'score:record-points': {
    input: z.object({ occasionId, demerit }),
    output: z.object({ recorded: z.boolean() }),
  },
  'score:open-appeal': {
    input: z.object({ appealId }),
    output: z.object({ claimed: z.boolean() }),
  },
  'score:correct-points': { input: z.object({ appealId }), output: z.object({}) },
} as const;

/** Each message is correlated by the id of its record, which is also its message id. */
export const scoreMessages = {
  'demerit-occasion': z.object({ occasionId }),
  'demerit-appealed': z.object({ appealId }),
} as const;

/** What the tasks of an appeal collect, by the action they stand for. */
export const scoreTasks = {
  'review-demerit': z
    .object({
      outcome: z.enum(['upheld', 'reduced', 'withdrawn']),
      points: z.number().min(-100).max(0).nullish().or(z.literal('')),
      why: z.string().trim().min(1).max(2000),
    })
    .refine((form) => form.outcome !== 'reduced' || typeof form.points === 'number', {
      path: ['points'],
      message: 'POINTS_MISSING',
    }),
} as const;

export type ScoreAction = keyof typeof scoreTasks;

/** True when a task header names an action on points rather than on a case. */
export function isScoreAction(word: string | null): word is ScoreAction {
  return word !== null && word in scoreTasks;
}
