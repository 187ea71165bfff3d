import { Refusal } from '../refusal.ts';
import { overlaps, type Span } from './changes.ts';
import type { Duty, DutyFacts } from './duties.ts';
import type { Rota } from './rota.ts';

/** One shift of a rota, by the day it begins. */
export interface DutySlot {
  readonly rotaId: string;
  readonly shiftId: string;
  readonly date: string;
}

function ofSlot(duties: readonly Duty[], { rotaId, shiftId, date }: DutySlot): Duty[] {
  return duties.filter(
    (duty) => duty.rotaId === rotaId && duty.shiftId === shiftId && duty.date === date,
  );
}

function stillAhead(duties: readonly Duty[], now: Date): Span[] {
  const ahead = duties.filter(({ until }) => until > now);
  if (ahead.length === 0) throw new Refusal('DUTY_OVER');
  return ahead.map(({ from, until }) => ({ from: from < now ? now : from, until }));
}

/**
 * What is still ahead of one shift, whoever stands it.
 *
 * @throws Refusal `DUTY_UNKNOWN` when the rota has no such shift that day; `DUTY_OVER`
 */
export function slotAhead(duties: readonly Duty[], slot: DutySlot, now: Date): Span[] {
  const its = ofSlot(duties, slot);
  if (its.length === 0) throw new Refusal('DUTY_UNKNOWN');
  return stillAhead(its, now);
}

/**
 * What is still ahead of somebody's own duty.
 *
 * @throws Refusal `DUTY_UNKNOWN`; `NOT_ON_THAT_DUTY` when somebody else stands it; `DUTY_OVER`
 */
export function ownAhead(
  duties: readonly Duty[],
  slot: DutySlot,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Span[] {
  const its = ofSlot(duties, slot);
  if (its.length === 0) throw new Refusal('DUTY_UNKNOWN');
  const own = its.filter((duty) => duty.userId === userId);
  if (own.length === 0) throw new Refusal('NOT_ON_THAT_DUTY');
  return stillAhead(own, now);
}

/**
 * Lets somebody take over the times of a duty.
 *
 * @throws Refusal `NOT_FIT_FOR_DUTY` when they do not hold its role on the day; `ON_LEAVE_THEN`
 */
export function mustBeAble(
  userId: string,
  { role }: Pick<Rota, 'role'>,
  { date, spans }: { readonly date: string; readonly spans: readonly Span[] },
  { isFit, changes }: Pick<DutyFacts, 'isFit' | 'changes'>,
): void {
  if (!isFit(userId, role, date)) throw new Refusal('NOT_FIT_FOR_DUTY');
  const isAway = changes.leaves.some(
    (leave) => leave.userId === userId && spans.some((span) => overlaps(leave, span)),
  );
  if (isAway) throw new Refusal('ON_LEAVE_THEN');
}

/** @throws Refusal `SWAP_WITH_ONESELF` */
export function mustBeTwo(asker: string, asked: string): void {
  if (asker === asked) throw new Refusal('SWAP_WITH_ONESELF');
}

const longest = 400 * 86_400_000;

/** @throws Refusal `LEAVE_BACKWARDS`, `LEAVE_OVER`, `LEAVE_TOO_LONG` (400 days) */
export function checkLeave({ from, until }: Span, now: Date): void {
  if (until <= from) throw new Refusal('LEAVE_BACKWARDS');
  if (until <= now) throw new Refusal('LEAVE_OVER');
  if (until.getTime() - from.getTime() > longest) throw new Refusal('LEAVE_TOO_LONG');
}
