import { theHouse } from '../../processes/complaint/case.ts';
import { finishRung, isStillOverdue } from '../../processes/escalation/ladder.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { noteOverdue } from '../store/note-occasion.ts';
import { takeStep } from '../store/step.ts';

/** Notes that a case is to be named in the next bulletin, once: bulletins read it from the ladder. */
export const handle: Handler<'escalation:name-in-bulletin'> = async ({ clockId, taken }, deps) => {
  const at = deps.now();
  const { rung } = taken;
  const known = await deps.clocks.find(clockId);
  if (known === null) throw new Unrecoverable('the ladder has no record');
  await takeStep(deps, known.caseId, at, async (current, tx) => {
    const [clock, ladder] = [
      await deps.clocks.find(clockId, tx),
      await deps.ladders.find(clockId, tx),
    ];
    if (clock === null || ladder === null) throw new Unrecoverable('the ladder has no record');
    if (!isStillOverdue(clock) || ladder.namedAt !== null) return null;
    return {
      drafts: [{ type: 'name-in-bulletin', at, by: theHouse, data: { clockId, rung } }],
      also: async (inTx) => {
        await deps.ladders.save(
          inTx,
          finishRung({ ...ladder, namedAt: at }, 'bulletin', { at, by: null }),
        );
        await noteOverdue(deps, inTx, { current, clock, cause: 'bulletin', at });
      },
    };
  });
  return {};
};
