import type { Action, ActionDraft, Case } from '../complaint/case.ts';
import { complaintTasks } from '../complaint/contract.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { verdictAt } from '../complaint/turns.ts';
import { Refusal } from '../refusal.ts';
import type { Station, Way } from './actions.ts';

type OnItsWay = Pick<Case, 'id' | 'unitId' | 'way'>;

/** A node of the tree, with the ids from its root to itself. */
export interface Node {
  readonly id: string;
  readonly path: readonly string[];
}

/** Below the unit of the case; more tiers than these have nobody who still knows it. */
export const mostBelow = 3;

/** Stations that have the case and have not answered: what was assigned down is still of everybody above. */
export function openStations({ way = [] }: Pick<Case, 'way'>): Station[] {
  return way.filter(({ answeredAt, closedAt }) => answeredAt === null && closedAt === null);
}

/** Whoever has to do the next thing: the lowest unit that has it. */
export function holderOf(current: OnItsWay): string | null {
  return openStations(current).at(-1)?.unitId ?? current.unitId;
}

/** Whoever answers for the case now: the lowest unit whose receipt is on record (first receiver responsible, 首问责任). */
export function responsibleUnit(current: OnItsWay): string | null {
  const received = openStations(current).findLast(({ receivedAt }) => receivedAt !== null);
  return received?.unitId ?? current.unitId;
}

const nextId = ({ id, way = [] }: OnItsWay) => `${id}:station-${way.length + 1}`;

function mustHold(current: OnItsWay, unitId: string): void {
  if (holderOf(current) !== unitId) throw new Refusal('TIER_ELSEWHERE');
  if (openStations(current).at(-1)?.receivedAt === null) throw new Refusal('TIER_RECEIPT_AWAITED');
}

/**
 * Assigns a case to a unit below the one that has it.
 *
 * @throws Refusal `TIER_ELSEWHERE` when another unit has it; `TIER_RECEIPT_AWAITED` before its receipt; `TIER_NOT_BELOW` when
 *   the unit is not below in the tree; `TIER_TOO_DEEP`
 */
export function assignDown(current: OnItsWay, from: Node, to: Node) {
  mustHold(current, from.id);
  if (to.id === from.id || !to.path.includes(from.id))
    throw new Refusal('TIER_NOT_BELOW', { field: 'unitId' });
  if (openStations(current).length >= mostBelow)
    throw new Refusal('TIER_TOO_DEEP', { most: mostBelow });
  return { stationId: nextId(current), unitId: to.id, fromUnitId: from.id };
}

/** The station whose answer the unit that has the case may send back: the last one, if it answered to this unit. */
export function answeredBelow(current: OnItsWay): Station | null {
  const last = current.way?.at(-1);
  const isBack = last !== undefined && last.answeredAt !== null;
  return isBack && last.fromUnitId === holderOf(current) ? last : null;
}

/**
 * Sends the answer of the unit below back to it: a station of its own, so that the verdict of the first stays. What was
 * received once need not be received again.
 *
 * @throws Refusal `TIER_ELSEWHERE`; `TIER_NOTHING_ANSWERED` when nothing came up
 */
export function sendBack(current: OnItsWay, unitId: string) {
  mustHold(current, unitId);
  const below = answeredBelow(current);
  if (below === null) throw new Refusal('TIER_NOTHING_ANSWERED');
  return { stationId: nextId(current), unitId: below.unitId, fromUnitId: unitId };
}

function ownStation(current: Case, { by }: DoneTask): Station {
  const station = openStations(current).at(-1);
  if (station === undefined || station.unitId !== by.unitId) throw new Refusal('TIER_ELSEWHERE');
  return station;
}

/**
 * The receipt of a unit, or its answer up to whoever assigned the case to it.
 *
 * @throws Refusal `FIELD_INVALID`; `TIER_ELSEWHERE` when a unit below has it, or none; `TIER_RECEIPT_AWAITED` for an answer before
 *   the receipt
 */
export function stationTask(
  type: 'receive-down' | 'answer-up',
  current: Case,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  readFields(complaintTasks[type], fields);
  const { id: stationId, receivedAt } = ownStation(current, done);
  if (type === 'answer-up' && receivedAt === null) throw new Refusal('TIER_RECEIPT_AWAITED');
  return { ...done, type, data: { stationId } };
}

function change(current: Case, stationId: string, fields: Partial<Station>): Case {
  const way = (current.way ?? []).map((one) =>
    one.id === stationId ? { ...one, ...fields } : one,
  );
  return { ...current, way };
}

function begin(
  current: Case,
  { type, at, data }: Extract<Action, { type: 'assign-down' | 'send-back' }>,
) {
  const { stationId: id, unitId, fromUnitId } = data;
  const station: Station = {
    ...{ id, unitId, fromUnitId, assignedAt: at, instanceKey: null, dueAt: null, squeezed: false },
    ...{ receivedAt: type === 'send-back' ? at : null },
    ...{ answeredAt: null, verdict: null, closedAt: null },
  };
  const way: Way = [...(current.way ?? []), station];
  return { ...current, way };
}

/** The case after something happened to it below its unit; null for every other action. */
export function reduceWay(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'assign-down':
    case 'send-back':
      return begin(current, action);
    case 'open-station': {
      const { stationId, ...opened } = action.data;
      return change(current, stationId, opened);
    }
    case 'receive-down':
      return change(current, action.data.stationId, { receivedAt: action.at });
    case 'answer-up': {
      const { stationId } = action.data;
      const dueAt = current.way?.find(({ id }) => id === stationId)?.dueAt ?? null;
      const verdict = verdictAt(dueAt, action.at);
      return change(current, stationId, { answeredAt: action.at, verdict });
    }
    default:
      return null;
  }
}

/** A case that ended is with nobody below any more. */
export function closeWay(current: Case, { type, at }: Pick<Action, 'type' | 'at'>): Case {
  if (type !== 'withdraw' || openStations(current).length === 0) return current;
  const open = openStations(current);
  const way = (current.way ?? []).map((one) =>
    open.includes(one) ? { ...one, closedAt: at } : one,
  );
  return { ...current, way };
}
