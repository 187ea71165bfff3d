import { z } from 'zod';

const aboutHold = { holdId: z.string() } as const;

/** What keeping and erasing state on the log of a case; reasons are entries. */
export const retentionActions = {
  /** The case is kept beyond its time, because a court, an audit or an appeal needs it. */
  hold: z.object(aboutHold),
  'lift-hold': z.object(aboutHold),
  /** Texts, contact, files and salts are gone; the log stays, with digests nothing leads back from. */
  erase: z.object({}),
} as const;

/** Why and since when a case is kept beyond its time. */
export interface Hold {
  readonly id: string;
  readonly at: Date;
}
