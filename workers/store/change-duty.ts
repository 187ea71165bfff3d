import { randomUUID } from 'node:crypto';
import { Refusal } from '../../processes/refusal.ts';
import type { Span } from '../../processes/rota/changes.ts';
import {
  checkLeave,
  type DutySlot,
  mustBeAble,
  mustBeTwo,
  ownAhead,
  slotAhead,
} from '../../processes/rota/exchange.ts';
import type { Tx } from './connect.ts';
import type { StandInRow, SwapRow } from './duty-changes.ts';
import { type DutyDeps, dutiesAround } from './duty-plan.ts';
import { doOnce, type Intention } from './intentions.ts';

/** Somebody who changes duties, at an instant, and the name of their wish. */
export type Changer = Intention & { readonly userId: string };

function standInRows(
  slot: DutySlot,
  spans: readonly Span[],
  about: Pick<StandInRow, 'userId' | 'at' | 'by' | 'isSwap'>,
): StandInRow[] {
  const { rotaId, shiftId } = slot;
  return spans.map((span) => ({ _id: randomUUID(), rotaId, shiftId, ...about, ...span }));
}

/**
 * Puts somebody in for what is still ahead of a shift.
 *
 * @throws Refusal `DUTY_UNKNOWN`, `DUTY_OVER`, `NOT_FIT_FOR_DUTY`, `ON_LEAVE_THEN`
 */
export function putIn(
  deps: DutyDeps,
  { slot, userId }: { readonly slot: DutySlot; readonly userId: string },
  by: Changer,
): Promise<void> {
  return doOnce(deps, by, async (tx) => {
    const { rota, duties, facts } = await dutiesAround(deps, slot, tx);
    const spans = slotAhead(duties, slot, by.at);
    mustBeAble(userId, rota, { date: slot.date, spans }, facts);
    const about = { userId, at: by.at, by: by.userId, isSwap: false };
    await deps.dutyChanges.standIn(tx, slot, standInRows(slot, spans, about));
  });
}

/**
 * Enters a leave.
 *
 * @throws Refusal `LEAVE_BACKWARDS`, `LEAVE_OVER`, `LEAVE_TOO_LONG`, `USER_UNKNOWN`
 */
export function enterLeave(
  deps: DutyDeps,
  { userId, ...span }: Span & { readonly userId: string },
  by: Changer,
): Promise<void> {
  checkLeave(span, by.at);
  return doOnce(deps, by, async (tx) => {
    if ((await deps.users.find(userId, tx)) === null) throw new Refusal('USER_UNKNOWN');
    const row = { userId, ...span, by: by.userId, at: by.at, withdrawnAt: null };
    await deps.dutyChanges.leave(tx, { _id: randomUUID(), ...row });
  });
}

function tell(
  { notices }: DutyDeps,
  tx: Tx,
  { _id: swapId, state }: Pick<SwapRow, '_id' | 'state'>,
  { userId, at }: { readonly userId: string; readonly at: Date },
) {
  return notices.putOnce(tx, {
    ...{ _id: `${swapId}:${state}:${userId}:desk`, caseId: null, kind: 'duty-swap', at },
    ...{ to: { kind: 'user', id: userId }, channel: 'desk', params: {} },
    ...{ sentAt: at, receipt: 'desk' },
  });
}

interface Asked {
  readonly gives: DutySlot;
  readonly takes: DutySlot | null;
  readonly asked: string;
}

/** The times both would take over, as things are now. */
async function exchanged(
  deps: DutyDeps,
  tx: Tx,
  { asker, asked, gives, takes }: Omit<Asked, 'asked'> & Pick<SwapRow, 'asker' | 'asked'>,
  now: Date,
) {
  mustBeTwo(asker, asked);
  const given = await dutiesAround(deps, gives, tx);
  const handed = ownAhead(given.duties, gives, { userId: asker, now });
  mustBeAble(asked, given.rota, { date: gives.date, spans: handed }, given.facts);
  if (takes === null) return { handed, taken: [] };
  const other = await dutiesAround(deps, takes, tx);
  const taken = ownAhead(other.duties, takes, { userId: asked, now });
  mustBeAble(asker, other.rota, { date: takes.date, spans: taken }, other.facts);
  return { handed, taken };
}

/**
 * Asks another one to take a duty over, for one of theirs or for none.
 *
 * @throws Refusal `SWAP_WITH_ONESELF`, `DUTY_UNKNOWN`, `NOT_ON_THAT_DUTY`, `DUTY_OVER`, `NOT_FIT_FOR_DUTY`, `ON_LEAVE_THEN`
 */
export function askToSwap(deps: DutyDeps, asked: Asked, by: Changer): Promise<void> {
  return doOnce(deps, by, async (tx) => {
    const row: SwapRow = {
      ...{ _id: randomUUID(), asker: by.userId, ...asked },
      ...{ state: 'asked', at: by.at, decidedAt: null },
    };
    await exchanged(deps, tx, row, by.at);
    await deps.dutyChanges.ask(tx, row);
    await tell(deps, tx, row, { userId: row.asked, at: by.at });
  });
}

/**
 * Answers whoever asked: agreed, both duties change hands at once, if both are still theirs.
 *
 * @throws Refusal `SWAP_UNKNOWN` for whoever is not asked; `SWAP_DECIDED`; what `askToSwap` refuses
 */
export function answerSwap(
  deps: DutyDeps,
  { swapId, agrees }: { readonly swapId: string; readonly agrees: boolean },
  by: Pick<Changer, 'userId' | 'at'>,
): Promise<void> {
  const { userId, at } = by;
  return deps.store.transaction(async (tx) => {
    const swap = await deps.dutyChanges.findSwap(swapId, tx);
    if (swap === null || swap.asked !== userId) throw new Refusal('SWAP_UNKNOWN');
    const state = agrees ? 'agreed' : 'declined';
    if (!(await deps.dutyChanges.decideSwap(swapId, { state, decidedAt: at }, tx))) {
      if (swap.state === state) return;
      throw new Refusal('SWAP_DECIDED');
    }
    await tell(deps, tx, { _id: swapId, state }, { userId: swap.asker, at });
    if (!agrees) return;
    const { asker, asked, gives, takes } = swap;
    const { handed, taken } = await exchanged(deps, tx, swap, at);
    const about = { at, by: userId, isSwap: true };
    const forAsked = standInRows(gives, handed, { ...about, userId: asked });
    await deps.dutyChanges.standIn(tx, gives, forAsked);
    if (takes === null) return;
    const forAsker = standInRows(takes, taken, { ...about, userId: asker });
    await deps.dutyChanges.standIn(tx, takes, forAsker);
  });
}

/**
 * Takes a question back that nobody has answered.
 *
 * @throws Refusal `SWAP_UNKNOWN` for whoever did not ask; `SWAP_DECIDED`
 */
export async function withdrawSwap(
  { dutyChanges }: Pick<DutyDeps, 'dutyChanges'>,
  swapId: string,
  { userId, at }: Pick<Changer, 'userId' | 'at'>,
): Promise<void> {
  const swap = await dutyChanges.findSwap(swapId);
  if (swap === null || swap.asker !== userId) throw new Refusal('SWAP_UNKNOWN');
  if (swap.state === 'withdrawn') return;
  if (!(await dutyChanges.decideSwap(swapId, { state: 'withdrawn', decidedAt: at })))
    throw new Refusal('SWAP_DECIDED');
}
