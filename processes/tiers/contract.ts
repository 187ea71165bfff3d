import { z } from 'zod';

const stationId = z.string().min(1);

/** What crosses the border of tier.bpmn by jobs. */
export const tierJobs = {
  'tier:open-station': {
    input: z.object({
      stationId,
      /** Working days whoever assigned it keeps to look the answer over; what the rule answers. */
      reserveDays: z.number().int().min(0).max(100),
    }),
    output: z.object({
      claimed: z.boolean(),
      /** False: the unit has to say first that it received the case. */
      received: z.boolean(),
      /** Of its internal clock; far away where no legal clock runs. */
      dueAt: z.iso.datetime(),
    }),
  },
  'tier:remind-unit': { input: z.object({ stationId }), output: z.object({}) },
  'tier:tell-above': { input: z.object({ stationId }), output: z.object({}) },
} as const;

/** Correlated by the id of the station, which begins with that of its case. */
export const tierMessages = {
  'assigned-down': z.object({
    stationId,
    unitId: z.string(),
    regimeId: z.string(),
    /** 1: right below the unit of the case. */
    depth: z.number().int(),
  }),
  /** The case has ended. */
  'station-closed': z.object({}),
} as const;

/** What a unit below writes. */
export const tierTasks = {
  'receive-down': z.object({ remark: z.string().trim().max(1000).nullish() }),
  'answer-up': z.object({ report: z.string().trim().min(10, 'ANSWER_TOO_SHORT').max(10_000) }),
} as const;
