import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Tells the citizen why the complaint is not accepted and which door is the right one. It is the answer of this case: its clocks are met. */
export const handle: Handler<'complaint:notify-refused'> = async ({ caseId }, deps) => {
  await takeStep(deps, caseId, deps.now(), (current) =>
    current.notices.includes('refused')
      ? null
      : { drafts: [], meets: clockKinds, tells: 'refused' },
  );
  return {};
};
