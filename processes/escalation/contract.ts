import { z } from 'zod';
import { clockKinds } from '../complaint/case.ts';

const clockId = z.string().min(1);

/** The row of the ladder that applies to a rung: by which means, and who is added as supervisor. */
export const ladder = z.object({ means: z.string(), role: z.string() });

/** What crosses the border of escalation.bpmn by jobs. */
export const escalationJobs = {
  'escalation:open-ladder': {
    input: z.object({ clockId }),
    output: z.object({
      claimed: z.boolean(),
      caseId: z.string(),
      unitId: z.string().nullable(),
      kind: z.enum(clockKinds),
      rung: z.number().int(),
    }),
  },
  'escalation:remind-office': {
    input: z.object({ clockId, rung: z.number().int(), ladder }),
    output: z.object({}),
  },
} as const;

export const escalationMessages = { 'escalation-started': z.object({ clockId }) } as const;
