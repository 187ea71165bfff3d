import type { Calendar } from '../clock/calendar.ts';
import { Refusal } from '../refusal.ts';
import { internalDue } from './internal-due.ts';

/** A case with one unit on its way down the tree of institutions. */
export interface Station {
  readonly unitId: string;
  readonly assignedAt: Date;
  /** Null until its receipt is on record: until then the one above stays responsible. */
  readonly receivedAt: Date | null;
  /** Of its internal clock; the legal clock knows nothing of it. */
  readonly dueAt: Date;
  readonly squeezed: boolean;
  readonly answeredAt: Date | null;
  readonly verdict: 'on-time' | 'overdue' | null;
}

/** Where a case has been, the top first; one station may come again when its answer is sent back. */
export type Way = readonly Station[];

/** A node of the tree, with the ids from its root to itself. */
export interface Node {
  readonly id: string;
  readonly path: readonly string[];
}

/** More tiers than these have no one who still knows the case. */
export const mostTiers = 3;

/** What one step down is taken with. */
export interface StepGround {
  readonly at: Date;
  readonly calendar: Calendar;
  /** Working days whoever assigns keeps to look the answer over. */
  readonly reserveDays: number;
}

/** The case as the first unit receives it: it answers within the legal time. */
export function beginWay(unitId: string, legalDueAt: Date, at: Date): Way {
  const open = { dueAt: legalDueAt, squeezed: false, answeredAt: null, verdict: null } as const;
  return [{ unitId, assignedAt: at, receivedAt: at, ...open }];
}

/** Stations that have the case and have not answered: what was assigned down is still of everybody above. */
function openStations(way: Way): Station[] {
  return way.filter(({ answeredAt }) => answeredAt === null);
}

/** Whoever has to do the next thing; null when the top has answered. */
export function atWork(way: Way): Station | null {
  return openStations(way).at(-1) ?? null;
}

/** Whoever answers for the case now: the lowest unit whose receipt is on record. */
export function responsible(way: Way): Station | null {
  return openStations(way).findLast(({ receivedAt }) => receivedAt !== null) ?? null;
}

function mustHave(way: Way, unitId: string): Station {
  const station = atWork(way);
  if (station === null || station.unitId !== unitId) throw new Refusal('TIER_ELSEWHERE');
  if (station.receivedAt === null) throw new Refusal('TIER_RECEIPT_AWAITED');
  return station;
}

/**
 * Assigns a case to a unit below; its internal clock ends before that of whoever assigned it.
 *
 * @throws Refusal `TIER_ELSEWHERE`, `TIER_RECEIPT_AWAITED`; `TIER_NOT_BELOW` when the unit is not below in the tree;
 *   `TIER_TOO_DEEP` beyond three tiers
 */
export function assignDown(way: Way, from: Node, to: Node, ground: StepGround): Way {
  const above = mustHave(way, from.id);
  if (to.id === from.id || !to.path.includes(from.id)) throw new Refusal('TIER_NOT_BELOW');
  if (openStations(way).length >= mostTiers)
    throw new Refusal('TIER_TOO_DEEP', { most: mostTiers });
  const { at, calendar, reserveDays } = ground;
  const due = internalDue(above.dueAt, { reserveDays, calendar, now: at });
  const begun = { unitId: to.id, assignedAt: at, receivedAt: null };
  return [...way, { ...begun, ...due, answeredAt: null, verdict: null }];
}

function changeAtWork(way: Way, change: Partial<Station>): Way {
  const last = atWork(way);
  return way.map((station) => (station === last ? { ...station, ...change } : station));
}

/**
 * Records the receipt of the unit a case was assigned to; it is responsible from then on. The same again changes nothing.
 *
 * @throws Refusal `TIER_ELSEWHERE`
 */
export function receive(way: Way, unitId: string, at: Date): Way {
  const station = atWork(way);
  if (station?.unitId !== unitId) throw new Refusal('TIER_ELSEWHERE');
  return station.receivedAt === null ? changeAtWork(way, { receivedAt: at }) : way;
}

/**
 * Answers up: the verdict of the internal clock is given, and the case is with the unit above again. The top answers the
 * citizen.
 *
 * @throws Refusal `TIER_ELSEWHERE`, `TIER_RECEIPT_AWAITED`
 */
export function answerUp(way: Way, unitId: string, at: Date): Way {
  const { dueAt } = mustHave(way, unitId);
  return changeAtWork(way, { answeredAt: at, verdict: at < dueAt ? 'on-time' : 'overdue' });
}

/**
 * Sends the answer of the unit below back to it: a station of its own, so that the verdict of the first stays. What was
 * received once need not be received again.
 *
 * @throws Refusal `TIER_ELSEWHERE`; `TIER_NOTHING_ANSWERED` when nothing came up
 */
export function sendBack(way: Way, unitId: string, ground: StepGround): Way {
  const above = mustHave(way, unitId);
  const below = way.at(-1);
  if (below === undefined || below.answeredAt === null) throw new Refusal('TIER_NOTHING_ANSWERED');
  const { at, calendar, reserveDays } = ground;
  const due = internalDue(above.dueAt, { reserveDays, calendar, now: at });
  const again = { unitId: below.unitId, assignedAt: at, receivedAt: at };
  return [...way, { ...again, ...due, answeredAt: null, verdict: null }];
}
