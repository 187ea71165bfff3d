import { meetClock } from '../../processes/clock/clock.ts';
import { moveClock } from '../../processes/clock/move-clock.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import type { MessageName } from '../../processes/contracts.ts';
import type { Incident, IncidentDraft } from '../../processes/incident/incident.ts';
import { Conflict, Unrecoverable } from '../platform/errors.ts';
import { clockMessage } from './clock-messages.ts';
import { saveMoved } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import type { EntryRow } from './entries.ts';
import type { IncidentClockRecord } from './incident-clocks.ts';
import type { Stores } from './stores.ts';

/** What one step brings about for its incident. */
export interface IncidentStep {
  readonly drafts: readonly IncidentDraft[];
  readonly entries?: readonly EntryRow[];
  /** Clocks that this step meets; one that was met before keeps its verdict. */
  readonly meets?: readonly string[];
  /** What belongs to the same fact, with the incident as the step leaves it. */
  readonly also?: (tx: Tx, after: Incident) => Promise<void>;
}

/** What taking a step of an incident works with. */
export type IncidentDeps = Pick<
  Stores,
  | 'store'
  | 'incidents'
  | 'incidentClocks'
  | 'incidentRuns'
  | 'entries'
  | 'outbox'
  | 'notices'
  | 'calendars'
  | 'settings'
  | 'dutyCalls'
>;

type IncidentWord = Extract<
  MessageName,
  | `incident-${string}`
  | `consultation-${string}`
  | `statement-${string}`
  | `monitoring-${string}`
  | `contact-sheet-${string}`
>;

/**
 * The outbox row of a message to a diagram of an incident.
 *
 * @param key the id of the incident, or of what runs beside it
 * @param occasion tells one word from the next of the same name
 */
export function incidentMessage(
  name: IncidentWord,
  key: string,
  variables: Readonly<Record<string, unknown>> = {},
  occasion = '',
) {
  const messageId = [name, key, ...(occasion === '' ? [] : [occasion])].join(':');
  const told = { kind: 'message', name, correlationKey: key, messageId, variables } as const;
  return { key: messageId, told };
}

async function meet(
  deps: Pick<IncidentDeps, 'incidentClocks' | 'outbox'>,
  tx: Tx,
  clockId: string,
  { at, type }: Pick<IncidentDraft, 'at' | 'type'>,
): Promise<IncidentDraft[]> {
  const clock = await deps.incidentClocks.find(clockId, tx);
  if (clock === null || clock.metAt !== null) return [];
  const met = meetClock(clock, at, type);
  if (!(await deps.incidentClocks.save(tx, met, clock.version)))
    throw new Conflict('the clock moved on');
  await deps.outbox.put(tx, at, clock.caseId, [clockMessage('clock-met', clockId)]);
  const data = { clockId, kind: clock.kind, verdict: met.verdict ?? 'on-time' } as const;
  return [{ type: 'meet-clock', at, by: theHouse, data }];
}

/** Counts a running clock by changed facts; the action that says so, or none where nothing moves. */
export async function moveIncidentClock(
  deps: Pick<IncidentDeps, 'incidentClocks' | 'outbox' | 'calendars'>,
  tx: Tx,
  clock: IncidentClockRecord,
  { at, change }: { readonly at: Date; readonly change: Parameters<typeof moveClock>[1] },
): Promise<IncidentDraft[]> {
  if (clock.status !== 'running') return [];
  const calendar = await deps.calendars.find(clock.calendar.id, clock.calendar.version);
  if (calendar === null) throw new Unrecoverable('the clock names a calendar that is not there');
  // What was found out late may make a clock late: nobody decides that away.
  const moved = moveClock(clock, change, { calendar, now: at, mayBePast: true });
  if (
    moved.dueAt.getTime() === clock.dueAt.getTime() &&
    moved.warnAt?.getTime() === clock.warnAt?.getTime()
  )
    return [];
  await saveMoved({ clocks: deps.incidentClocks, outbox: deps.outbox }, tx, moved, at);
  const { id: clockId, kind } = clock;
  const data = { clockId, kind, dueBefore: clock.dueAt, dueAt: moved.dueAt };
  return [{ type: 'move-clock', at, by: theHouse, data }];
}

/** Takes one step of an incident inside a transaction that has begun; see `takeIncidentStep`. */
export async function takeIncidentStepWithin(
  deps: IncidentDeps,
  tx: Tx,
  incidentId: string,
  decide: (current: Incident, tx: Tx) => Promise<IncidentStep | null> | IncidentStep | null,
): Promise<Incident> {
  const current = await deps.incidents.read(tx, incidentId);
  const step = await decide(current, tx);
  const first = step?.drafts[0];
  if (step === null || first === undefined) return current;
  const met: IncidentDraft[] = [];
  for (const clockId of step.meets ?? []) met.push(...(await meet(deps, tx, clockId, first)));
  const after = await deps.incidents.append(tx, current, [...step.drafts, ...met]);
  for (const entry of step.entries ?? []) await deps.entries.put(tx, entry);
  await step.also?.(tx, after);
  return after;
}

/**
 * Takes one step of an incident: its actions, its texts, the clocks it meets, who is told, in one transaction.
 * `decide` returns null when the step was taken before; then nothing is written.
 *
 * @throws Refusal what the action table refuses
 */
export function takeIncidentStep(
  deps: IncidentDeps,
  incidentId: string,
  decide: (current: Incident, tx: Tx) => Promise<IncidentStep | null> | IncidentStep | null,
): Promise<Incident> {
  return deps.store.transaction((tx) => takeIncidentStepWithin(deps, tx, incidentId, decide));
}
