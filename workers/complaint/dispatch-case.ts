import { computeDue } from '../../processes/clock/due.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { openTurn } from '../../processes/complaint/turns.ts';
import type { Deps, Handler } from '../handler.ts';
import { calendarInUse } from '../store/calendar-in-use.ts';
import { askAgain } from '../store/regimes.ts';
import { takeStep } from '../store/step.ts';

/** Dispatched before, or meant for a unit that no longer has the case: a job may come twice, and late. */
function isDone(current: Case, unitId: string): boolean {
  const isDispatched =
    current.turns === undefined ? current.times.dispatched !== null : openTurn(current) !== null;
  return isDispatched || current.unitId !== unitId;
}

/** When the unit's internal clock, which runs from dispatch, is out. */
async function internalDue(deps: Deps, startAt: Date, amount: number): Promise<Date | null> {
  const calendar = await deps.calendars.find(await calendarInUse(deps.settings));
  return calendar === null ? null : computeDue({ startAt, amount, unit: 'wd', calendar }).dueAt;
}

/** Sends the case to the unit that handles it, and tells the citizen which one. The legal clock is not moved by it. */
export const handle: Handler<'complaint:dispatch-case'> = async (
  { caseId, unitId, unitDays },
  deps,
) => {
  const at = deps.now();
  const dueAt = unitDays == null ? null : await internalDue(deps, at, unitDays);
  await takeStep(deps, caseId, at, (current) => {
    if (isDone(current, unitId)) return null;
    const turn = (current.turns?.length ?? 0) + 1;
    const asked = current.regime?.asksAgain === true ? askAgain(current, { unitId }, { at }) : null;
    return {
      drafts: [
        { type: 'dispatch', at, by: theHouse, data: { unitId, turn, dueAt } },
        ...(asked === null ? [] : [asked.draft]),
      ],
      also: async (tx) => {
        if (asked !== null) await deps.outbox.put(tx, at, caseId, [asked.word]);
      },
      tells: 'assigned',
      params: { unitId },
      ...(turn === 1 ? {} : { occasion: `turn-${turn}` }),
    };
  });
  return {};
};
