import { z } from 'zod';

/** What may come of a recourse: the answer stands, or the matter is handled anew. */
export const recourseDecisions = ['upheld', 'anew'] as const;
export type RecourseDecision = (typeof recourseDecisions)[number];

const recourseId = z.string();

/** What taking a matter upward states on the log of its case; ground and explanation are entries. */
export const recourseActions = {
  /** The sender asks the superior body to look at the answer, or at the refusal. */
  'seek-recourse': z.object({ recourseId }),
  'open-recourse': z.object({ recourseId, instanceKey: z.string(), until: z.date() }),
  'decide-recourse': z.object({ recourseId, decision: z.enum(recourseDecisions) }),
  /** The sender was told, and what was decided was done. */
  'close-recourse': z.object({ recourseId }),
} as const;

/** A matter that its sender took upward. */
export interface Recourse {
  readonly id: string;
  readonly at: Date;
  /** The instance that holds it, and until when it is to be decided; null before the diagram has it. */
  readonly instanceKey: string | null;
  readonly until: Date | null;
  readonly decision: RecourseDecision | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
}
