import { z } from 'zod';

const mergeId = z.string().min(1);

/** What crosses the border of merge.bpmn by jobs. */
export const mergeJobs = {
  'merge:open-merge': {
    input: z.object({ mergeId }),
    output: z.object({
      /** `duplicate`: another instance runs it. `settled`: the word came before this job. */
      state: z.enum(['waiting', 'settled', 'undone', 'duplicate']),
      /** The case that was merged; its rating is heard under this id. */
      caseId: z.string(),
    }),
  },
  'merge:settle-follower': {
    input: z.object({ mergeId }),
    output: z.object({ outcome: z.enum(['answered', 'released', 'undone']) }),
  },
  'merge:archive-follower': { input: z.object({ mergeId }), output: z.object({}) },
} as const;

/** Correlated by the id of the merge, which begins with that of the case that was merged. */
export const mergeMessages = {
  'cases-merged': z.object({ mergeId }),
  'merge-undone': z.object({}),
  'lead-settled': z.object({}),
} as const;
