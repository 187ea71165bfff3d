import { z } from 'zod';

const column = z.string().min(1);

/** How the columns of somebody's table become complaints: data, so that a new source needs no code. */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.object({ zh: z.string(), en: z.string() }),
  /** Zone of the table's wall times. */
  zone: z.string(),
  /** luxon format of its dates. */
  dateFormat: z.string(),
  /** Put before the source's own number. */
  numberPrefix: z.string(),
  columns: z.strictObject({
    id: column,
    subject: column,
    /** Joined by « · » to the text. */
    text: z.array(column).min(1),
    area: column.optional(),
    received: column,
    due: column.optional(),
    closed: column.optional(),
    verdict: column.optional(),
    topic: column.optional(),
  }),
  verdicts: z.strictObject({ onTime: z.string(), overdue: z.string() }).optional(),
  topics: z.record(z.string(), z.string()).default({}),
  defaultTopic: z.string(),
  language: z.enum(['zh', 'en']),
});
export type Profile = z.infer<typeof profileSchema>;

/** The columns a table must have for this profile. */
export function columnsOf({ columns }: Profile): string[] {
  return [...new Set(Object.values(columns).flatMap((name) => name ?? []))];
}
