import { type ClockRecord, isEarly, ringClock } from '../../processes/clock/clock.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import type { Deps, Handler } from '../handler.ts';
import { Conflict, Unrecoverable } from '../platform/errors.ts';
import { clockMessage } from '../store/clock-messages.ts';
import type { Tx } from '../store/connect.ts';
import { lapseRequest } from '../store/lapse-request.ts';
import { noteOverdue } from '../store/note-occasion.ts';
import { ringIncidentClock } from '../store/ring-incident.ts';
import { takeStep } from '../store/step.ts';

/** Rings what is due by the record: a warning to whoever holds the case, or the overdue verdict and its ladder. */
export const handle: Handler<'clock:ring'> = async ({ clockId }, deps) => {
  const at = deps.now();
  const known = await deps.clocks.find(clockId);
  if (known === null) {
    const ofIncident = await deps.incidentClocks.find(clockId);
    if (ofIncident === null) throw new Unrecoverable('the clock has no record');
    return { early: await ringIncidentClock(deps, ofIncident, at) };
  }
  let early = false;
  await takeStep(deps, known.caseId, at, async (current, tx) => {
    const clock = (await deps.clocks.find(clockId, tx)) ?? known;
    const { clock: rung, rang } = ringClock(clock, at);
    early = rang === 'nothing' && isEarly(clock, at);
    if (rang === 'nothing') return null;
    if (!(await deps.clocks.save(tx, rung, clock.version)))
      throw new Conflict('the clock moved on');
    const type = rang === 'warning' ? 'warn' : 'overdue';
    const lapsed = rang === 'warning' ? [] : await lapseRequest(deps, tx, current, { clockId, at });
    return {
      drafts: [{ type, at, by: theHouse, data: { clockId, kind: clock.kind } }, ...lapsed],
      also: (inTx) =>
        rang === 'warning'
          ? warnHolder(deps, inTx, current, clock, at)
          : judge(deps, inTx, current, clock, at),
    };
  });
  return { early };
};

function holderOf({ status, unitId }: Case): string {
  if (status === 'received') return 'intake-clerk';
  return unitId === null ? 'office' : `unit-handler@${unitId}`;
}

async function warnHolder(
  { notices }: Deps,
  tx: Tx,
  current: Case,
  clock: ClockRecord,
  at: Date,
): Promise<void> {
  const group = holderOf(current);
  await notices.tellGroupOnce(tx, {
    id: `${clock.id}:warning:${group}:${clock.dueAt.toISOString()}`,
    ...{ caseId: current.id, kind: 'warning', group, at },
    params: { kind: clock.kind, dueAt: clock.dueAt, number: current.number },
  });
}

/** The ladder begins, and the points of the unit that held the case when the clock ran out are judged. */
async function judge(deps: Deps, tx: Tx, current: Case, clock: ClockRecord, at: Date) {
  await climb(deps, tx, clock, at);
  await noteOverdue(deps, tx, { current, clock, cause: 'overdue', at });
}

async function climb({ outbox }: Deps, tx: Tx, clock: ClockRecord, at: Date): Promise<void> {
  await outbox.put(tx, at, clock.caseId, [
    clockMessage('escalation-started', clock.id, { clockId: clock.id }),
  ]);
}
