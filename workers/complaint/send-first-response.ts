import { theHouse } from '../../processes/complaint/case.ts';
import { clockOf } from '../../processes/complaint/clocks.ts';
import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Tells the citizen that the complaint was accepted, by which institution, and until when it will be answered. */
export const handle: Handler<'complaint:send-first-response'> = async ({ caseId }, deps) => {
  const at = deps.now();
  await takeStep(deps, caseId, at, (current) =>
    current.notices.includes('first-response') || current.status === 'withdrawn'
      ? null
      : {
          drafts: [{ type: 'respond-first', at, by: theHouse, data: {} }],
          meets: ['first-response'],
          tells: 'first-response',
          params: { until: clockOf(current, 'done')?.dueAt ?? null },
        },
  );
  return {};
};
