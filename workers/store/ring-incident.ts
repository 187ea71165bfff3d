import { isEarly, ringClock } from '../../processes/clock/clock.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import type { Incident, IncidentDraft } from '../../processes/incident/incident.ts';
import { Conflict } from '../platform/errors.ts';
import type { Tx } from './connect.ts';
import type { IncidentClockRecord } from './incident-clocks.ts';
import { type IncidentDeps, takeIncidentStep } from './incident-step.ts';

/** Who is told of a clock: of the reply those who lead and speak, of a contact sheet its unit; late, those above too. */
function toldOf({ duties, unitId }: Incident, { kind }: IncidentClockRecord, isLate: boolean) {
  const lead = ['office', 'duty-leader', 'leading-group'];
  if (kind === 'contact-sheet') {
    const unit = unitId === null ? [] : [`unit-handler@${unitId}`, `unit-deputy@${unitId}`];
    return isLate ? [...unit, 'office'] : unit;
  }
  const above = isLate && duties?.alsoTells != null ? [duties.alsoTells] : [];
  return [...above, ...lead, 'spokesperson'];
}

/**
 * Rings a clock of an incident: a warning to whoever has to answer, or the overdue verdict.
 *
 * @returns whether by the house's clock it was not time yet
 */
export async function ringIncidentClock(
  deps: IncidentDeps,
  known: IncidentClockRecord,
  at: Date,
): Promise<boolean> {
  let early = false;
  await takeIncidentStep(deps, known.caseId, async (current, tx) => {
    const clock = (await deps.incidentClocks.find(known.id, tx)) ?? known;
    const { clock: rung, rang } = ringClock(clock, at);
    early = rang === 'nothing' && isEarly(clock, at);
    if (rang === 'nothing') return null;
    if (!(await deps.incidentClocks.save(tx, rung, clock.version)))
      throw new Conflict('the clock moved on');
    const draft: IncidentDraft = {
      ...{ type: rang === 'warning' ? 'warn' : 'overdue', at, by: theHouse },
      data: { clockId: clock.id, kind: clock.kind },
    };
    return { drafts: [draft], also: (inTx) => tell(deps, inTx, current, clock, draft) };
  });
  return early;
}

async function tell(
  { notices }: Pick<IncidentDeps, 'notices'>,
  tx: Tx,
  current: Incident,
  clock: IncidentClockRecord,
  { type, at }: IncidentDraft,
): Promise<void> {
  const kind = type === 'warn' ? 'warning' : 'overdue';
  for (const group of toldOf(current, clock, kind === 'overdue'))
    await notices.tellGroupOnce(tx, {
      id: `${clock.id}:${kind}:${group}:${clock.dueAt.toISOString()}`,
      ...{ caseId: current.id, kind, group, at },
      params: { kind: clock.kind, dueAt: clock.dueAt, number: current.number },
    });
}
