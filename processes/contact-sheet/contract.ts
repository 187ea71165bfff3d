import { z } from 'zod';

const sheetId = z.string().min(1);
const text = (max: number) => z.string().trim().max(max);

/** What crosses the border of contact-sheet.bpmn by jobs. */
export const contactSheetJobs = {
  'contact-sheet:open-sheet': {
    input: z.object({ sheetId }),
    output: z.object({ claimed: z.boolean(), unitId: z.string() }),
  },
} as const;

/** The message is correlated by the id of the sheet, which is also its message id. */
export const contactSheetMessages = { 'contact-sheet-sent': z.object({ sheetId }) } as const;

/** What the unit concerned fills in, and its deputy in charge signs. */
export const contactSheetTasks = {
  'verify-facts': z.object({
    responsible: text(200).min(1),
    liaison: text(200).min(1),
    verified: text(10_000).min(1),
    /** What could not be verified yet; it is marked so. */
    unverified: text(10_000).nullish(),
  }),
  'sign-sheet': z
    .object({ decision: z.enum(['approved', 'returned']), remarks: text(2000).nullish() })
    .refine((form) => form.decision === 'approved' || Boolean(form.remarks), {
      path: ['remarks'],
      message: 'REMARKS_MISSING',
    }),
} as const;
