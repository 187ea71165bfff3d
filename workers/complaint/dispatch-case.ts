import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Sends the case to the unit that handles it, and tells the citizen which one. The legal clock is not moved by it. */
export const handle: Handler<'complaint:dispatch-case'> = async ({ caseId, unitId }, deps) => {
  const at = deps.now();
  await takeStep(deps, caseId, at, (current) =>
    current.times.dispatched !== null
      ? null
      : {
          drafts: [{ type: 'dispatch', at, by: theHouse, data: { unitId } }],
          tells: 'assigned',
          params: { unitId },
        },
  );
  return {};
};
