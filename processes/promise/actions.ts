import { z } from 'zod';

const about = { promiseId: z.string() } as const;

/** What keeping a promise states on the log of its case; what was done is an entry. */
export const promiseActions = {
  /** The answer that went out says by which day something will be done. */
  'make-promise': z.object({ ...about, by: z.iso.date() }),
  'open-promise': z.object({ ...about, instanceKey: z.string() }),
  /** The unit says that it is done, and what was done. */
  'fulfil-promise': z.object({ ...about, doneOn: z.iso.date() }),
  /** Not good enough for a second answer: the unit once more. */
  'return-fulfilment': z.object(about),
  /** A leader of the unit lets the second answer go out. */
  'confirm-promise': z.object(about),
  /** The sender was answered again. */
  'close-promise': z.object(about),
} as const;

/** What the answer to a complaint says will be done by a day. */
export interface Promised {
  readonly id: string;
  readonly madeAt: Date;
  /** The day it names, `YYYY-MM-DD`, where the institution is. */
  readonly by: string;
  /** The instance that holds it; null before its diagram has it. */
  readonly instanceKey: string | null;
  /** What the unit said last, and who said it; null before, and after that was returned. */
  readonly report: { readonly doneOn: string; readonly by: string | null } | null;
  /** Since when it is kept. */
  readonly keptAt: Date | null;
  /** When the sender was answered again. */
  readonly closedAt: Date | null;
}
