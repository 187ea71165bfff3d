import { z } from 'zod';

/** What crosses the border of sign-off.bpmn by jobs. */
export const signOffJobs = {
  'sign-off:read-case': {
    input: z.object({ caseId: z.string().min(1) }),
    /** The regime the case is under when its text is to be signed; null before one was chosen. */
    output: z.object({ regimeId: z.string().nullable() }),
  },
} as const;
