import type { Calendar } from '../../processes/clock/calendar.ts';
import { startClock } from '../../processes/clock/clock.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import { replyClock, sheetClock } from '../../processes/incident/clocks.ts';
import { type Duties, toldBy } from '../../processes/incident/duties.ts';
import type { Incident, IncidentDraft } from '../../processes/incident/incident.ts';
import type { Level } from '../../processes/incident/words.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { workingCalendar } from './calendar-in-use.ts';
import { clockMessage } from './clock-messages.ts';
import type { Tx } from './connect.ts';
import {
  type IncidentDeps,
  incidentMessage,
  moveIncidentClock,
  takeIncidentStep,
} from './incident-step.ts';

const minute = 60_000;

/** The id of what looks at an incident at intervals. */
export function monitoringIdOf(incidentId: string): string {
  return `${incidentId}:monitoring`;
}

/** The fact report to everybody the level names, those above first. */
function reports(current: Incident, duties: Duties, at: Date): IncidentDraft[] {
  const by = new Date(at.getTime() + duties.tellMinutes * minute);
  return toldBy(duties).map((to, index) => ({
    ...{ type: 'report', at, by: theHouse },
    data: { reportId: `report-${current.reports.length + index + 1}`, to, by },
  }));
}

async function tell(
  { notices }: Pick<IncidentDeps, 'notices'>,
  tx: Tx,
  { id, number }: Incident,
  drafts: readonly IncidentDraft[],
): Promise<void> {
  for (const draft of drafts) {
    if (draft.type !== 'report') continue;
    const { reportId, to: group, by: dueAt } = draft.data;
    await notices.tellGroupOnce(tx, {
      ...{ id: `${id}:${reportId}:${group}`, caseId: id, kind: 'incident-report', group },
      ...{ at: draft.at, params: { number, dueAt } },
    });
  }
}

function started(
  { id: clockId, kind, startAt, dueAt }: ReturnType<typeof clocksOf>[number],
  at: Date,
) {
  const data = { clockId, kind, startAt, dueAt };
  return { type: 'start-clock', at, by: theHouse, data } as const;
}

function clocksOf(
  current: Incident,
  duties: Duties,
  sheet: { readonly id: string; readonly sentAt: Date } | null,
  calendar: Calendar,
) {
  const facts = sheet === null ? [] : [sheetClock(current, sheet, duties)];
  return [replyClock(current, duties), ...facts].map((one) => startClock(one, calendar));
}

/**
 * The first duties of a confirmed level: the fact report to those above and the leading group, the contact sheet to the
 * unit concerned, the clocks, and the monitoring. Taken up again it changes nothing.
 */
export async function takeUpDuties(
  deps: IncidentDeps,
  incidentId: string,
  duties: Duties,
  at: Date,
): Promise<void> {
  const calendar = await workingCalendar(deps);
  await takeIncidentStep(deps, incidentId, (current) => {
    const { level, unitId } = current;
    if (level === null) throw new Unrecoverable('the level is not confirmed');
    if (current.duties !== null) return null;
    const sheetId = `${incidentId}:sheet-1`;
    const sheet = unitId === null ? null : { id: sheetId, sentAt: at };
    const clocks = clocksOf(current, duties, sheet, calendar);
    const told = reports(current, duties, at);
    const sent: IncidentDraft[] =
      unitId === null ? [] : [{ type: 'send-sheet', at, by: theHouse, data: { sheetId, unitId } }];
    const taken: IncidentDraft = {
      ...{ type: 'take-up-duties', at, by: theHouse },
      data: { level, duties },
    };
    return {
      drafts: [taken, ...told, ...sent, ...clocks.map((clock) => started(clock, at))],
      also: async (tx, after) => {
        await tell(deps, tx, after, told);
        for (const clock of clocks) await deps.incidentClocks.startOnce(tx, clock);
        await beginBeside(deps, tx, after, at);
        await deps.outbox.put(
          tx,
          at,
          incidentId,
          clocks.map(({ id }) => clockMessage('clock-started', id, { clockId: id })),
        );
      },
    };
  });
}

/** Starts what runs beside the incident in diagrams of its own. */
async function beginBeside(
  { incidentRuns, outbox }: IncidentDeps,
  tx: Tx,
  { id: caseId, sheets }: Incident,
  beganAt: Date,
): Promise<void> {
  const monitoringId = monitoringIdOf(caseId);
  await incidentRuns.beginOnce(tx, { _id: monitoringId, caseId, beganAt });
  const words = [incidentMessage('monitoring-began', monitoringId, { monitoringId })];
  for (const { id: sheetId } of sheets) {
    await incidentRuns.beginOnce(tx, { _id: sheetId, caseId, beganAt });
    words.push(incidentMessage('contact-sheet-sent', sheetId, { sheetId }));
  }
  await outbox.put(tx, beganAt, caseId, words);
}

/**
 * The duties of another level: whoever has to know now is told, the clocks are counted anew, a statement that waits for
 * its approval is approved by the tier of the new level. Changed to the same level again it changes nothing.
 */
export async function changeDuties(
  deps: IncidentDeps,
  incidentId: string,
  { level, duties, at }: { readonly level: Level; readonly duties: Duties; readonly at: Date },
): Promise<void> {
  await takeIncidentStep(deps, incidentId, async (current, tx) => {
    if (current.dutiesLevel === level || current.closedAt !== null) return null;
    if (current.status === 'watching') return null;
    const told = reports(current, duties, at);
    const { id, amount, warn } = replyClock(current, duties);
    const clock = await deps.incidentClocks.find(id, tx);
    const change = { amount, warn };
    const moved = clock === null ? [] : await moveIncidentClock(deps, tx, clock, { at, change });
    const taken: IncidentDraft = {
      ...{ type: 'take-up-duties', at, by: theHouse },
      data: { level, duties },
    };
    return {
      drafts: [taken, ...told, ...moved],
      also: async (inTx, after) => {
        await tell(deps, inTx, after, told);
        const viewFirst = duties.superiorFirst && current.duties?.superiorFirst !== true;
        await tellDiagrams(deps, inTx, after, { at, viewFirst });
      },
    };
  });
}

/** Lets what waits by the old duties look at the record again. */
async function tellDiagrams(
  { outbox }: IncidentDeps,
  tx: Tx,
  { id, status, version }: Incident,
  { at, viewFirst }: { readonly at: Date; readonly viewFirst: boolean },
): Promise<void> {
  const occasion = `v${version}`;
  const words = [incidentMessage('monitoring-changed', monitoringIdOf(id), {}, occasion)];
  // A consultation that waits is held when the superior's view is in.
  if (status === 'responding' && viewFirst)
    words.push(incidentMessage('consultation-reopened', id, {}, occasion));
  if (status === 'drafted') words.push(incidentMessage('statement-reopened', id, {}, occasion));
  await outbox.put(tx, at, id, words);
}

/** Ends the monitoring and sets until when the incident is watched; set before, it stays. */
export async function beginWatch(
  deps: IncidentDeps,
  incidentId: string,
  at: Date,
): Promise<{ readonly until: Date }> {
  const after = await takeIncidentStep(deps, incidentId, ({ watchUntil, duties }) => {
    if (watchUntil !== null) return null;
    const until = new Date(at.getTime() + (duties?.watchDays ?? 0) * 24 * 60 * minute);
    return {
      drafts: [{ type: 'begin-watch', at, by: theHouse, data: { until } }],
      also: (tx, { version }) => {
        const id = monitoringIdOf(incidentId);
        const word = incidentMessage('monitoring-changed', id, {}, `v${version}`);
        return deps.outbox.put(tx, at, incidentId, [word]);
      },
    };
  });
  return { until: after.watchUntil ?? at };
}
