import { z } from 'zod';

/** What crosses the border of publication.bpmn by jobs. */
export const publicationJobs = {
  'publication:publish-reply': {
    input: z.object({ caseId: z.string().min(1) }),
    /** False when the citizen was answered alone: a «no» of the check, a text that is not public, or a confidential sender. */
    output: z.object({ published: z.boolean() }),
  },
} as const;
