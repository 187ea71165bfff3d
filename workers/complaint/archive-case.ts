import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Closes the file once the citizen has rated the reply or the window has passed. */
export const handle: Handler<'complaint:archive-case'> = async ({ caseId }, deps) => {
  const at = deps.now();
  await takeStep(deps, caseId, at, (current) =>
    current.status === 'answered'
      ? { drafts: [{ type: 'archive', at, by: theHouse, data: {} }] }
      : null,
  );
  return {};
};
