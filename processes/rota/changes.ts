/** A stretch of time; its end is outside. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** Whether two stretches share any time. */
export function overlaps(one: Span, other: Span): boolean {
  return one.from < other.until && other.from < one.until;
}

/** Whether an instant lies in a stretch. */
export function holds({ from, until }: Span, at: Date): boolean {
  return from <= at && at < until;
}

/** Somebody stands in at a rota for a time, in place of whoever's turn it is at one of its shifts. */
export interface StandIn extends Span {
  readonly id: string;
  readonly rotaId: string;
  readonly shiftId: string;
  readonly userId: string;
  readonly at: Date;
  /** Agreed between two people; else put there by whoever keeps the rota. */
  readonly isSwap: boolean;
}

/** Somebody cannot stand duty for a time; why is nobody's business here. */
export interface Leave extends Span {
  readonly id: string;
  readonly userId: string;
}

/** Everything that moves a duty away from whoever's turn it is. */
export interface DutyChanges {
  readonly standIns: readonly StandIn[];
  readonly leaves: readonly Leave[];
}

/** Whether somebody has leave at an instant. */
export function isAway({ leaves }: Pick<DutyChanges, 'leaves'>, userId: string, at: Date): boolean {
  return leaves.some((leave) => leave.userId === userId && holds(leave, at));
}
