import { z } from 'zod';
import { channels } from './statuses.ts';

/** What is known of a complaint when its case is opened; no word of the sender. */
export const filing = z.object({
  number: z.string(),
  channel: z.enum(channels),
  topic: z.string(),
  area: z.string().nullable(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  posted: z.date().nullable(),
  collected: z.date(),
  received: z.date(),
});
