import type { Channel, Status } from '../complaint/statuses.ts';

/** A half-open span of time, `since` counted, `until` not. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

/** One clock of a case as it stood when the facts were frozen. */
export interface FrozenClock {
  readonly kind: string;
  readonly dueAt: Date;
  readonly metAt: Date | null;
  /** The frozen verdict; a clock that is unmet past its due date counts as overdue though nobody rang it. */
  readonly verdict: 'on-time' | 'overdue' | null;
  /** How long the clock ran until it was met or frozen, pauses included, ms. */
  readonly spanMs: number;
  /** How much of that it stood still, ms. */
  readonly pausedMs: number;
}

/** Everything the figures look at in one case. No text and nobody's name: a bulletin can be kept for ever. */
export interface CaseFacts {
  readonly caseId: string;
  readonly number: string;
  readonly status: Status;
  readonly channel: Channel;
  readonly topic: string;
  readonly area: string | null;
  readonly unitId: string | null;
  readonly receivedAt: Date;
  /** When it was first given to a unit. */
  readonly assignedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly isPublic: boolean;
  readonly closedAt: Date | null;
  readonly clocks: readonly FrozenClock[];
  /** How often it went from one unit back or on to another. */
  readonly bounces: number;
  readonly rating: { readonly answered: boolean; readonly score: number } | null;
  /** When the supervision ladder named it in the bulletin of this period. */
  readonly namedAt: Date | null;
}

/** Half-open: the instant a period ends belongs to the next. */
export function isWithin(at: Date | null, { since, until }: Period): boolean {
  return at !== null && since <= at && at < until;
}

/** A historical request that was never put through the house: it counts by its dates and stands nowhere. */
export function isHistory({ status }: Pick<CaseFacts, 'status'>): boolean {
  return status === 'imported-open' || status === 'imported-closed';
}
