import { z } from 'zod';
import { trends } from '../incident/words.ts';

/** What crosses the border of monitoring.bpmn by jobs. */
export const monitoringJobs = {
  'monitoring:plan-round': {
    input: z.object({ monitoringId: z.string().min(1) }),
    output: z.object({
      state: z.enum(['watching', 'over', 'duplicate']),
      /** When somebody looks next; null when nobody has to any more. */
      nextAt: z.iso.datetime().nullable(),
    }),
  },
} as const;

/** Each message is correlated by the id of the monitoring, which begins with that of its incident. */
export const monitoringMessages = {
  'monitoring-began': z.object({ monitoringId: z.string().min(1) }),
  'monitoring-changed': z.object({}),
} as const;

/** What a look at how an incident develops finds. */
export const monitoringTasks = {
  monitor: z.object({
    trend: z.enum(trends),
    observed: z.string().trim().min(1).max(5000),
  }),
} as const;
