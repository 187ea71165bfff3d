import { z } from 'zod';

const about = { stationId: z.string() } as const;

/** What assigning a case down the tree states on its log; instruction, report and reason are entries. */
export const tierActions = {
  /** The unit that has the case gives it to one below, and stays responsible until the receipt is on record. */
  'assign-down': z.object({ ...about, unitId: z.string(), fromUnitId: z.string() }),
  /** The diagram of the station has it, with its internal due date. */
  'open-station': z.object({
    ...about,
    instanceKey: z.string(),
    dueAt: z.date().nullable(),
    squeezed: z.boolean(),
  }),
  'receive-down': z.object(about),
  'answer-up': z.object(about),
  /** What came up is not good enough: the same unit once more, in the time that is left. */
  'send-back': z.object({ ...about, unitId: z.string(), fromUnitId: z.string() }),
} as const;

/** A case with one unit on its way down the tree of institutions. */
export interface Station {
  readonly id: string;
  readonly unitId: string;
  /** Who assigned it, and gets its answer. */
  readonly fromUnitId: string;
  readonly assignedAt: Date;
  /** The instance that holds it; null before its diagram has it. */
  readonly instanceKey: string | null;
  /** Of its internal clock, which the legal clock knows nothing of; null before its diagram has it, and where no clock runs. */
  readonly dueAt: Date | null;
  /** No time was left for the tier above: both end together. */
  readonly squeezed: boolean;
  /** Null until its receipt is on record: until then whoever assigned it stays responsible. */
  readonly receivedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly verdict: 'on-time' | 'overdue' | null;
  /** Ended without an answer, because the case has ended. */
  readonly closedAt: Date | null;
}

/** Where a case has been below its unit, the first one first. */
export type Way = readonly Station[];
