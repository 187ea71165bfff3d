import { z } from 'zod';

/** What crosses the border of publication.bpmn by jobs. */
export const publicationJobs = {
  'publication:publish-reply': {
    input: z.object({ caseId: z.string().min(1), mayPublish: z.boolean() }),
    output: z.object({}),
  },
} as const;
