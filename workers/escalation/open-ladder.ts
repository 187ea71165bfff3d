import { openLadder } from '../../processes/escalation/ladder.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Opens the ladder of an overdue clock; a second instance for the same clock ends at once. */
export const handle: Handler<'escalation:open-ladder'> = async (
  { clockId },
  { clocks, ladders, now },
  { instanceKey },
) => {
  const clock = await clocks.find(clockId);
  if (clock === null) throw new Unrecoverable('the clock has no record');
  const ladder = await ladders.openOnce(openLadder(clock, instanceKey, now()));
  return {
    claimed: ladder.instanceKey === instanceKey,
    caseId: clock.caseId,
    kind: clock.kind,
    rung: ladder.rung + 1,
  };
};
