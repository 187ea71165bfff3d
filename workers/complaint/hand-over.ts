import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Tells the citizen to whom the matter was handed over. It is the answer of this case: its clocks are met. */
export const handle: Handler<'complaint:hand-over'> = async ({ caseId }, deps) => {
  await takeStep(deps, caseId, deps.now(), (current) =>
    current.notices.includes('handed-over')
      ? null
      : { drafts: [], meets: ['first-response', 'done'], tells: 'handed-over' },
  );
  return {};
};
