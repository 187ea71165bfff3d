import { z } from 'zod';

/** Another case, by id and by the number people know it by. */
export const linkedCase = z.object({ caseId: z.string(), number: z.string() });
export type LinkedCase = z.infer<typeof linkedCase>;

/** What putting a matter again states on the log of the case that was answered; the text is that of the new complaint. */
export const reopeningActions = {
  /** The answer did not settle the matter: it is handled anew, as a case of its own with clocks of its own. */
  reopen: linkedCase,
} as const;

/** The case in which the matter was put again, and when. */
export interface Reopened extends LinkedCase {
  readonly at: Date;
}
