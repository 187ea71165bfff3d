import { z } from 'zod';

/** Correlated by the case, and by the id of the contribution, which begins with that of its case. */
export const contributionMessages = {
  /** Another unit is asked; the names differ from those of the lead unit. */
  'contribution-added': z.object({ addedId: z.string(), addedUnitId: z.string() }),
  'contributions-closed': z.object({}),
  'contribution-withdrawn': z.object({}),
} as const;

/** What a contributing unit writes. */
export const contributionTasks = {
  contribute: z.object({ contribution: z.string().trim().min(2).max(10_000) }),
} as const;
