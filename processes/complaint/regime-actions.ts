import { z } from 'zod';
import { clockKinds, handlingKinds } from '../clock/clock-kinds.ts';

export const spanUnit = z.enum(['h', 'd', 'wd', 'month']);
export const warnUnit = z.enum(['h', 'd', 'wd']);

/** A clock as its regime sets it, from a start event that may not have happened yet. */
const plannedClock = z.object({
  kind: z.enum(handlingKinds),
  startEvent: z.string(),
  amount: z.number().int(),
  unit: spanUnit,
  warn: z.object({ amount: z.number().int(), unit: warnUnit }).nullable(),
});
export type PlannedClock = z.infer<typeof plannedClock>;

/** The regime of a case, as the rule chose it; it stays when the rule changes. */
export interface CaseRegime {
  readonly id: string;
  readonly startEvent: string;
  readonly answeredBy: string;
  readonly publishes: boolean;
  /** Start event of the first response where it is another one. */
  readonly firstStart?: string | undefined;
  readonly timetableCounts?: boolean | undefined;
  readonly inWriting?: boolean | undefined;
  readonly asksAgain?: boolean | undefined;
  readonly reopenDays?: number | undefined;
  /** Clocks whose start event has not happened. */
  readonly waiting?: readonly PlannedClock[] | undefined;
}

/** The rule was asked again, with what was known then. */
export interface RegimeAsk {
  readonly n: number;
  readonly complexity: string | null;
  readonly unitId: string | null;
  readonly instanceKey: string | null;
  /** `kept`: the rule answered as before. */
  readonly state: 'asked' | 'set' | 'kept';
}

/** A start event that was recorded. */
export interface NotedEvent {
  readonly event: string;
  readonly at: Date;
}

const n = z.number().int();

/** What the regime of a case states besides who and when. */
export const regimeActionData = {
  'set-regime': z.object({
    regimeId: z.string(),
    startEvent: z.string(),
    answeredBy: z.string(),
    publishes: z.boolean(),
    firstStart: z.string().optional(),
    timetableCounts: z.boolean().optional(),
    inWriting: z.boolean().optional(),
    asksAgain: z.boolean().optional(),
    reopenDays: n.optional(),
    waiting: z.array(plannedClock).optional(),
    /** Which asking it answers; absent for the first, on receipt. */
    n: n.optional(),
  }),
  /** What the rule has to know was found out: it is asked again. */
  'ask-regime': z.object({
    n,
    complexity: z.string().nullable(),
    unitId: z.string().nullable(),
  }),
  'claim-regime': z.object({ n, instanceKey: z.string() }),
  /** The rule answered as before. */
  'keep-regime': z.object({ n }),
  /** A start event happened; the clocks that wait for it begin. */
  'note-event': z.object({ event: z.string(), happenedAt: z.date() }),
  'start-clock': z.object({
    clockId: z.string(),
    kind: z.enum(clockKinds),
    startEvent: z.string(),
    startAt: z.date(),
    dueAt: z.date(),
    provisional: z.boolean(),
  }),
  /** A running clock begins anew, from another event or with another length. */
  'restart-clock': z.object({
    clockId: z.string(),
    kind: z.enum(clockKinds),
    regimeId: z.string(),
    startEvent: z.string(),
    startAt: z.date(),
    dueBefore: z.date(),
    dueAt: z.date(),
    provisional: z.boolean(),
  }),
} as const;
