import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Opens the ladder of an overdue clock at its first rung; a second instance for the same clock ends at once. */
export const handle: Handler<'escalation:open-ladder'> = async (
  { clockId },
  { clocks, cases, ladders, now },
  { instanceKey },
) => {
  const clock = await clocks.find(clockId);
  const overdue = clock === null ? null : await cases.find(clock.caseId);
  if (clock === null || overdue === null) throw new Unrecoverable('the clock has no record');
  const { caseId, kind } = clock;
  const ladder = await ladders.openOnce({
    _id: clockId,
    caseId,
    instanceKey,
    rung: 1,
    openedAt: now(),
  });
  return {
    claimed: ladder.instanceKey === instanceKey,
    caseId,
    unitId: overdue.unitId,
    kind,
    rung: ladder.rung,
  };
};
