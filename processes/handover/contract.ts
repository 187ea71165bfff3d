import { z } from 'zod';

const handoverId = z.string().min(1);

/** What crosses the border of handover.bpmn by jobs. */
export const handoverJobs = {
  'handover:open-handover': {
    input: z.object({
      handoverId,
      /** Working days after which the office is reminded of a missing receipt. */
      receiptDays: z.number().int().min(1).max(1000),
    }),
    output: z.object({ claimed: z.boolean(), remindAt: z.iso.datetime() }),
  },
  'handover:remind-receipt': { input: z.object({ handoverId }), output: z.object({}) },
} as const;

/** Correlated by the id of the hand-over, which begins with that of its case. */
export const handoverMessages = { 'handover-begun': z.object({ handoverId }) } as const;

/** What the office records of the other institution's receipt. */
export const handoverTasks = {
  'receive-handover': z.object({
    receivedOn: z.iso.date(),
    receivedBy: z.string().trim().min(1).max(200),
    receiptPaper: z.string().trim().max(200).nullish(),
  }),
} as const;
