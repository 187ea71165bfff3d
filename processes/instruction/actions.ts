import { z } from 'zod';

const about = { instructionId: z.string() } as const;

/** What a leader's written instruction states on the log of a case; its text and the feedback are entries. */
export const instructionActions = {
  /** A leader writes what is to be done; `unitId` null: the office answers, because no unit has the case. */
  instruct: z.object({ ...about, unitId: z.string().nullable() }),
  'open-instruction': z.object({ ...about, instanceKey: z.string() }),
  'report-on-instruction': z.object(about),
} as const;

/** A leader's written instruction on a case. */
export interface Instruction {
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
  /** Whose feedback is awaited; null: the office's. */
  readonly unitId: string | null;
  /** The instance that holds it; null before its diagram has it. */
  readonly instanceKey: string | null;
  readonly reportedAt: Date | null;
}
