import { isStillOverdue } from '../../processes/escalation/ladder.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Ends the ladder's record: met, or everything up to the highest rung done. */
export const handle: Handler<'escalation:close-ladder'> = async (
  { clockId },
  { clocks, ladders, now },
) => {
  const clock = await clocks.find(clockId);
  if (clock === null) throw new Unrecoverable('the clock has no record');
  const outcome = isStillOverdue(clock) ? 'top' : 'met';
  await ladders.endOnce(clockId, outcome, now());
  return { outcome };
};
