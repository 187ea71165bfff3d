import { z } from 'zod';

const clockId = z.string().min(1);

/** What crosses the border of clock.bpmn by jobs. A message can expire unheard: both handlers read the record first. */
export const clockJobs = {
  'clock:compute-next': {
    input: z.object({ clockId }),
    output: z.object({
      state: z.enum(['running', 'met', 'overdue', 'duplicate']),
      /** The next instant to wake at; null when the clock no longer runs. */
      nextAt: z.iso.datetime().nullable(),
    }),
  },
  'clock:ring': {
    input: z.object({ clockId }),
    /** True when by the house's clock it is not time yet: the diagram then waits a moment before it asks again. */
    output: z.object({ early: z.boolean() }),
  },
} as const;

/** Each message is correlated by the clock id. */
export const clockMessages = {
  'clock-started': z.object({ clockId }),
  'clock-moved': z.object({}),
  'clock-met': z.object({}),
} as const;
