import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { caseIdOfClock, clockOf } from '../../processes/complaint/clocks.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Station } from '../../processes/tiers/actions.ts';
import { internalDue } from '../../processes/tiers/internal-due.ts';
import {
  assignDown as assigned,
  openStations,
  sendBack as sentBack,
} from '../../processes/tiers/way.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { workingCalendar } from './calendar-in-use.ts';
import { type Doer, entryOfMove } from './clock-moves.ts';
import { messageAbout } from './message-about.ts';
import type { QuestionDeps } from './questions.ts';
import { takeStep } from './step.ts';
import { findStanding } from './units.ts';

/** Sends a case down the tree as the rule of the way says: on the log, with its text, and to the diagram of the station. */
function goDown(
  deps: QuestionDeps,
  { caseId, by, at }: Doer,
  type: 'assign-down' | 'send-back',
  texts: Readonly<Record<string, string>>,
  decide: (current: Case) => ReturnType<typeof assigned>,
): Promise<void> {
  return takeStep(deps, caseId, at, (current) => {
    const data = decide(current);
    const { stationId, unitId } = data;
    const entry = entryOfMove(stationId, { caseId, by, at }, type, texts);
    const depth = openStations(current).length + 1;
    const variables = { stationId, unitId, regimeId: current.regime?.id ?? '', depth };
    return {
      drafts: [{ type, at, by, digests: { [stationId]: entry.digest }, data }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        const word = messageAbout('assigned-down', stationId, variables);
        await deps.outbox.put(tx, at, caseId, [word]);
      },
    };
  });
}

/**
 * Assigns a case to a unit below the one of whoever acts, with what is to be done. The legal clock knows nothing of it.
 *
 * @throws Refusal `UNIT_UNKNOWN`, `UNIT_DISSOLVED`, those of the rule of the way, and what the action table refuses
 */
export async function assignDown(
  deps: QuestionDeps,
  doer: Doer,
  { unitId, instruction }: { readonly unitId: string; readonly instruction: string },
): Promise<void> {
  const to = await findStanding(deps.units, unitId, doer.at);
  const from = await findStanding(deps.units, doer.by.unitId ?? '', doer.at);
  await goDown(deps, doer, 'assign-down', { instruction }, (current) =>
    assigned(current, { id: from._id, path: from.path }, { id: to._id, path: to.path }),
  );
}

/**
 * Sends back what the unit below answered, with the reason: the same unit looks at it once more in the time that is left.
 *
 * @throws Refusal `TIER_ELSEWHERE`, `TIER_NOTHING_ANSWERED`, and what the action table refuses
 */
export function sendBack(deps: QuestionDeps, doer: Doer, reason: string): Promise<void> {
  return goDown(deps, doer, 'send-back', { reason }, (current) =>
    sentBack(current, doer.by.unitId ?? ''),
  );
}

function stationIn({ way = [] }: Case, stationId: string): Station {
  const station = way.find(({ id }) => id === stationId);
  if (station === undefined) throw new Unrecoverable('the station has no record');
  return station;
}

/** Far enough for a station of a case without a legal clock: its timer is not meant to ring. */
const farAway = new Date('2100-01-01T00:00:00Z');

/** Until when the tier above a station has time: its own station, or the legal clock where the unit of the case is above. */
function dueAbove(current: Case, station: Station): Date | null {
  const above = openStations(current)
    .filter(({ id }) => id !== station.id)
    .findLast(({ unitId }) => unitId === station.fromUnitId);
  if (above !== undefined) return above.dueAt;
  const legal = clockOf(current, 'done');
  return legal === null || legal.paused !== undefined ? null : legal.dueAt;
}

/**
 * Claims a station for an instance, once, and sets its internal due date.
 *
 * @param reserveDays working days whoever assigned it keeps to look the answer over
 */
export async function openStation(
  deps: QuestionDeps,
  {
    stationId,
    instanceKey,
    reserveDays,
    at,
  }: {
    readonly stationId: string;
    readonly instanceKey: string;
    readonly reserveDays: number;
    readonly at: Date;
  },
): Promise<{ claimed: boolean; received: boolean; dueAt: Date }> {
  const calendar = await workingCalendar(deps);
  let opened = { claimed: false, received: false, dueAt: farAway };
  await takeStep(deps, caseIdOfClock(stationId), at, (current) => {
    const station = stationIn(current, stationId);
    const { instanceKey: holder, receivedAt, closedAt } = station;
    const claimed = closedAt === null && (holder === null || holder === instanceKey);
    const above = dueAbove(current, station);
    const due = above === null ? null : internalDue(above, { reserveDays, calendar, now: at });
    const dueAt = holder === null ? (due?.dueAt ?? null) : station.dueAt;
    opened = { claimed, received: receivedAt !== null, dueAt: dueAt ?? farAway };
    if (!claimed || holder !== null) return null;
    const data = { stationId, instanceKey, dueAt, squeezed: due?.squeezed ?? false };
    return { drafts: [{ type: 'open-station', at, by: theHouse, data }] };
  });
  return opened;
}

async function tell(
  { notices, store }: QuestionDeps,
  { number, id: caseId }: Case,
  { id, kind, unitIds, at }: { id: string; kind: string; unitIds: readonly string[]; at: Date },
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const unitId of unitIds)
      await notices.tellGroupOnce(tx, {
        ...{ id: `${id}:${kind}:${unitId}`, caseId, kind, at },
        ...{ group: `unit-handler@${unitId}`, params: { number } },
      });
  });
}

async function caseOf({ cases }: QuestionDeps, stationId: string): Promise<Case> {
  const current = await cases.find(caseIdOfClock(stationId));
  if (current === null) throw new Refusal('CASE_UNKNOWN');
  return current;
}

/** Tells a unit, and whoever assigned the case to it, once, that its internal time is over. */
export async function remindUnit(deps: QuestionDeps, stationId: string, at: Date): Promise<void> {
  const current = await caseOf(deps, stationId);
  const { answeredAt, closedAt, unitId, fromUnitId } = stationIn(current, stationId);
  if (answeredAt !== null || closedAt !== null) return;
  await tell(deps, current, {
    id: stationId,
    kind: 'tier-late',
    unitIds: [unitId, fromUnitId],
    at,
  });
}

/** Tells whoever assigned a case down, once, that the answer has come up. */
export async function tellAbove(deps: QuestionDeps, stationId: string, at: Date): Promise<void> {
  const current = await caseOf(deps, stationId);
  const { fromUnitId } = stationIn(current, stationId);
  await tell(deps, current, { id: stationId, kind: 'tier-answered', unitIds: [fromUnitId], at });
}
