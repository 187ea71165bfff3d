import type { ClockRecord } from '../../processes/clock/clock.ts';
import { pauseAt } from '../../processes/clock/clock.ts';
import type { Discrepancy } from '../../processes/clock/reconcile.ts';
import { reconcileTimers } from '../../processes/clock/reconcile.ts';
import type { ActionRow } from '../store/cases.ts';
import type { ClockRow } from '../store/clocks.ts';
import type { EngineRecordRow } from '../store/engine-records.ts';
import type { IncidentClockRow } from '../store/incident-clocks.ts';
import type { OutboxRow } from '../store/outbox.ts';
import type { StallRow } from '../store/stalls.ts';
import { createTimerStore, type TimerRow } from '../store/timers.ts';
import { type Check, type Evidence, openFinding } from './check.ts';

/** Of a complaint or of an incident. */
type AnyClock = ClockRecord<string>;

const toleranceMs = 60_000;
const notFrozen = { status: { $ne: 'frozen' as const } };
const batchSize = 1000;
type Finding = ReturnType<typeof openFinding>;

/** A timer that waits although its time has passed, by engine time where the records tell it. */
async function unfired({ store, now }: Evidence, finding: Finding): Promise<void> {
  const late = new Date(now.getTime() - toleranceMs);
  const waiting = store.rows<TimerRow>('timers').find({ state: 'created', dueAt: { $lt: late } });
  for await (const { _id, elementId, dueAt } of waiting)
    finding.violated(
      `timer ${_id} (${elementId}) was due ${dueAt.toISOString()} and has not fired`,
    );
}

/** A longer silence of the engine is none of its working time: it was down, or its clock was moved. */
const longestGapMs = 5000;

/**
 * Late is a timer that let the engine work on for longer than the tolerance, by the records of its partition between
 * the due date, or the setting of the timer where that came later, and the firing.
 */
async function letWorkGoOn({ store }: Evidence, timer: TimerRow): Promise<boolean> {
  const { _id, partition, position, dueAt, triggeredAt } = timer;
  const before = store
    .rows<EngineRecordRow>('engine_records')
    .find({ partition, position: { $lt: position } })
    .project<Pick<EngineRecordRow, 'at' | 'key' | 'valueType'>>({ at: 1, key: 1, valueType: 1 })
    .sort({ position: -1 });
  let next = triggeredAt ?? dueAt;
  let workedMs = 0;
  for await (const { at, key, valueType } of before) {
    if (at <= dueAt) return false;
    workedMs += Math.min(next.getTime() - at.getTime(), longestGapMs);
    if (workedMs > toleranceMs) return true;
    if (valueType === 'TIMER' && key === _id) return false;
    next = at;
  }
  return false;
}

/** What an engine of one partition needs at most, in ms, for each of many timers that come due together. */
const eachMs = 10;

/** How long a timer may take that came due with others: thousands in one second are fired one after the other. */
function patienceWith({ store }: Evidence): (dueAt: Date) => Promise<number> {
  const known = new Map<number, Promise<number>>();
  return (dueAt) => {
    const at = dueAt.getTime();
    const together = { $gt: new Date(at - toleranceMs), $lte: dueAt };
    const counted =
      known.get(at) ??
      store
        .rows<TimerRow>('timers')
        .countDocuments({ state: { $in: ['triggered', 'created'] }, dueAt: together });
    known.set(at, counted);
    return counted.then((count) => toleranceMs + count * eachMs);
  };
}

async function fired(evidence: Evidence, finding: Finding): Promise<void> {
  const timers = evidence.store.rows<TimerRow>('timers').find({ state: 'triggered' });
  const patienceFor = patienceWith(evidence);
  for await (const timer of timers) {
    finding.saw();
    const { _id, dueAt, triggeredAt } = timer;
    if (triggeredAt === null) continue;
    if (triggeredAt < dueAt) finding.violated(`timer ${_id} fired early`);
    const lateMs = triggeredAt.getTime() - dueAt.getTime();
    if (lateMs <= toleranceMs || lateMs <= (await patienceFor(dueAt))) continue;
    if (await letWorkGoOn(evidence, timer))
      finding.violated(`timer ${_id} fired late, at ${triggeredAt.toISOString()}`);
  }
}

/** What a clock's record says of itself. */
function recordFaults(clock: AnyClock, now: Date): string[] {
  const { id, status, dueAt, warnAt, warnedAt, verdictAt } = clock;
  const isLate = now.getTime() - dueAt.getTime() > toleranceMs && pauseAt(clock, now) === null;
  return [
    ...(status === 'running' && isLate
      ? [`clock ${id} was due ${dueAt.toISOString()} and has no verdict`]
      : []),
    ...(warnedAt !== null && warnAt !== null && warnedAt < warnAt
      ? [`clock ${id} warned early`]
      : []),
    ...(status === 'overdue' && verdictAt !== null && verdictAt < dueAt
      ? [`clock ${id} judged early`]
      : []),
  ];
}

async function rangTwice({ store }: Evidence, finding: Finding): Promise<void> {
  const found = [
    { $match: { type: 'overdue' } },
    { $group: { _id: '$data.clockId', n: { $sum: 1 } } },
    { $match: { n: { $gt: 1 } } },
  ];
  for (const log of ['actions', 'incident_actions'])
    for await (const { _id, n } of store
      .rows<ActionRow>(log)
      .aggregate<{ _id: string; n: number }>(found))
      finding.violated(`clock ${_id} was found overdue ${n} times`);
}

/** Word to a clock that waits or has just been told, and a stall that is shown, explain a timer that is not there. */
async function isExplained({ store, now }: Evidence, clock: AnyClock): Promise<boolean> {
  const fresh = new Date(now.getTime() - toleranceMs);
  const word = await store.rows<OutboxRow>('outbox').findOne({
    caseId: clock.caseId,
    'told.correlationKey': clock.id,
    $or: [{ doneAt: null }, { doneAt: { $gt: fresh } }],
  });
  if (word !== null) return true;
  const stall = await store
    .rows<StallRow>('stalls')
    .findOne({ instanceKey: clock.instanceKey, resolvedAt: null });
  return clock.instanceKey !== null && stall !== null;
}

function sentenceOf(one: Discrepancy): string {
  switch (one.kind) {
    case 'missing':
      return `clock ${one.clockId} runs and has no timer for ${one.expectedAt.toISOString()}`;
    case 'wrong-time':
      return `clock ${one.clockId} is woken ${one.dueAt.toISOString()}, not ${one.expectedAt.toISOString()}`;
    case 'extra':
      return `timer ${one.timerKey} wakes no running clock, or one that has another timer`;
  }
}

async function compare(
  evidence: Evidence,
  clocks: readonly AnyClock[],
  finding: Finding,
): Promise<void> {
  const timers = createTimerStore(evidence.store);
  const own = await timers.ofInstances(clocks.flatMap(({ instanceKey }) => instanceKey ?? []));
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  const watch = { now: evidence.now, grace: toleranceMs };
  for (const one of reconcileTimers(clocks, own, watch)) {
    const clock = byId.get(one.clockId ?? '');
    if (clock === undefined || !(await isExplained(evidence, clock)))
      finding.violated(sentenceOf(one));
  }
}

async function clocksHold(evidence: Evidence, finding: Finding): Promise<void> {
  const { store } = evidence;
  await these(evidence, finding, store.rows<ClockRow>('clocks').find(notFrozen));
  await these(evidence, finding, store.rows<IncidentClockRow>('incident_clocks').find(notFrozen));
}

async function these(
  evidence: Evidence,
  finding: Finding,
  rows: AsyncIterable<ClockRow | IncidentClockRow>,
): Promise<void> {
  let running: AnyClock[] = [];
  for await (const { _id, ...rest } of rows) {
    finding.saw();
    const clock = { id: _id, ...rest };
    for (const fault of recordFaults(clock, evidence.now)) finding.violated(fault);
    if (clock.status === 'running') running.push(clock);
    if (running.length < batchSize) continue;
    await compare(evidence, running, finding);
    running = [];
  }
  await compare(evidence, running, finding);
}

/** The other way: no timer of the clock diagram waits for anything but a running clock. */
async function noStrangers({ store, stores }: Evidence, finding: Finding): Promise<void> {
  for await (const timers of createTimerStore(store).waiting('clock', batchSize)) {
    const keys = timers.map(({ instanceKey }) => instanceKey);
    const held = await stores.clocks.heldBy(keys);
    const ofIncidents = await stores.incidentClocks.heldBy(keys);
    for (const { key, instanceKey } of timers) {
      const clock = held.get(instanceKey) ?? ofIncidents.get(instanceKey);
      if (clock?.status !== 'running') finding.violated(`timer ${key} wakes no running clock`);
    }
  }
}

/**
 * I8: what is due has rung once and in time, nothing rang early, and each running clock is woken by exactly one timer,
 * at its next point.
 */
export const clocksRing: Check = {
  id: 'I8',
  claim: 'every due clock has rung once, in time, none early; each that runs has its one timer',
  run: async (evidence) => {
    const finding = openFinding();
    await unfired(evidence, finding);
    await fired(evidence, finding);
    await rangTwice(evidence, finding);
    await clocksHold(evidence, finding);
    await noStrangers(evidence, finding);
    return finding.close();
  },
};
