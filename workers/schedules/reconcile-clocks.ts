import type { ClockRecord } from '../../processes/clock/clock.ts';
import { localDay, startOfDay } from '../../processes/clock/day.ts';
import { type Discrepancy, reconcileTimers } from '../../processes/clock/reconcile.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import { houseZone } from '../../processes/language/dates.ts';
import type { Now } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { ClockFindingRow, Seen } from '../store/clock-findings.ts';
import { clockMessage } from '../store/clock-messages.ts';
import type { InstanceStore } from '../store/instances.ts';
import type { StallStore } from '../store/stalls.ts';
import type { Stores } from '../store/stores.ts';
import type { TimerStore } from '../store/timers.ts';
import type { Period } from './run-period.ts';

export interface ReconcileDeps
  extends Pick<Stores, 'store' | 'clocks' | 'incidentClocks' | 'outbox' | 'clockFindings'> {
  readonly timers: Pick<TimerStore, 'waiting' | 'ofInstances'>;
  readonly instances: Pick<InstanceStore, 'find'>;
  readonly stalls: Pick<StallStore, 'ofInstance'>;
  readonly now: Now;
  readonly logger: Logger;
}

/** Of a complaint or of an incident. */
type AnyClock = ClockRecord<string>;

const minute = 60_000;
const batchSize = 1000;
/** Word to the engine may be under way for so long: what is still found then is wrong. */
const apartMs = 5 * minute;
const graceMs = minute;
const mostMends = 3;
const nightHour = 2;

/** Whether two o'clock at night, local time, lies in the period. */
function isNightly({ since, until }: Period): boolean {
  const night =
    startOfDay(localDay(until, houseZone), houseZone).getTime() + nightHour * 60 * minute;
  return since.getTime() < night && night <= until.getTime();
}

/**
 * Compares the clocks with the engine's timers each night, both ways. What was found is looked at again until it is
 * gone; what is found twice, some time apart, is mended by word to the diagram, and an extra timer is shown.
 */
export async function reconcileClocks(deps: ReconcileDeps, period: Period): Promise<void> {
  const open = await deps.clockFindings.countOpen();
  const isOpen = open.missing + open['wrong-time'] + open.extra > 0;
  if (isNightly(period) || isOpen) await lookAtClocks(deps);
}

/** One look at all clocks and timers. */
export async function lookAtClocks(deps: ReconcileDeps): Promise<void> {
  const at = deps.now();
  await lookAtRecords(deps, at);
  await lookAtTimers(deps, at);
  await deps.clockFindings.closeUnseen(at);
}

async function lookAtRecords(deps: ReconcileDeps, at: Date): Promise<void> {
  for (const running of [deps.clocks.running(), deps.incidentClocks.running()]) {
    let batch: AnyClock[] = [];
    for await (const clock of running) {
      batch.push(clock);
      if (batch.length < batchSize) continue;
      await compareBatch(deps, batch, at);
      batch = [];
    }
    await compareBatch(deps, batch, at);
  }
}

async function compareBatch(
  deps: ReconcileDeps,
  clocks: readonly AnyClock[],
  at: Date,
): Promise<void> {
  const keys = clocks.flatMap(({ instanceKey }) => instanceKey ?? []);
  const timers = await deps.timers.ofInstances(keys);
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  for (const one of reconcileTimers(clocks, timers, { now: at, grace: graceMs }))
    await treat(deps, one, byId.get(one.clockId ?? '') ?? null, at);
}

/** The other way: every timer of the clock diagram belongs to a running clock. */
async function lookAtTimers(deps: ReconcileDeps, at: Date): Promise<void> {
  for await (const timers of deps.timers.waiting('clock', batchSize)) {
    const keys = timers.map(({ instanceKey }) => instanceKey);
    const [held, ofIncidents] = await Promise.all([
      deps.clocks.heldBy(keys),
      deps.incidentClocks.heldBy(keys),
    ]);
    for (const { key, instanceKey } of timers) {
      const clock = held.get(instanceKey) ?? ofIncidents.get(instanceKey) ?? null;
      if (clock?.status === 'running') continue;
      await treat(deps, { kind: 'extra', timerKey: key, clockId: clock?.id ?? null }, clock, at);
    }
  }
}

function seenOf(one: Discrepancy, clock: AnyClock | null): Seen {
  const timerKey = one.kind === 'missing' ? null : one.timerKey;
  return {
    _id: `${one.kind}:${one.kind === 'extra' ? one.timerKey : one.clockId}`,
    kind: one.kind,
    clockId: one.clockId,
    caseId: clock?.caseId ?? null,
    timerKey,
    expectedAt: one.kind === 'extra' ? null : one.expectedAt,
    dueAt: one.kind === 'wrong-time' ? one.dueAt : null,
  };
}

async function treat(
  deps: ReconcileDeps,
  one: Discrepancy,
  clock: AnyClock | null,
  at: Date,
): Promise<void> {
  const seen = seenOf(one, clock);
  const before = await deps.clockFindings.note(seen, at);
  if (before === null || at.getTime() - before.firstSeenAt.getTime() < apartMs) return;
  if (one.kind === 'extra' || clock === null || before.mends >= mostMends) return;
  await mend(deps, clock, before, at);
}

/** Word to the diagram: to look again, or to run anew where nothing runs any more. */
async function mend(
  deps: ReconcileDeps,
  clock: AnyClock,
  { _id: findingId, mends }: ClockFindingRow,
  at: Date,
): Promise<void> {
  const { id: clockId, caseId, instanceKey } = clock;
  const instance = instanceKey === null ? null : await deps.instances.find(instanceKey);
  const runs = instance !== null && instance.state === 'active';
  const stalls = instanceKey === null ? [] : await deps.stalls.ofInstance(instanceKey);
  // A stalled instance hears nothing; it is shown with its cause, and an operator lets it go on.
  if (runs && stalls.some(({ resolvedAt }) => resolvedAt === null)) return;
  const occasion = `mend-${mends + 1}-${at.getTime()}`;
  const word = runs
    ? clockMessage('clock-moved', clockId, {}, occasion)
    : clockMessage('clock-started', clockId, { clockId }, occasion);
  await deps.store.transaction(async (tx) => {
    if (!runs && instanceKey !== null) {
      const kept = isOfIncident(clockId) ? deps.incidentClocks : deps.clocks;
      await kept.release(tx, clockId, instanceKey);
    }
    await deps.outbox.put(tx, at, caseId, [word]);
    await deps.clockFindings.mended(tx, findingId, at);
  });
  const how = runs ? 'moved' : 'started-anew';
  deps.logger.warn('clock.mended', { clockId, caseId, kind: findingId.split(':')[0], how });
}
