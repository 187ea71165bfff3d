import type { Handler } from '../handler.ts';
import { takeStep } from '../store/step.ts';

/** Confirms to the citizen that the complaint was withdrawn. Its clocks ended when it was. */
export const handle: Handler<'complaint:close-withdrawn'> = async ({ caseId }, deps) => {
  await takeStep(deps, caseId, deps.now(), (current) =>
    current.notices.includes('withdrawn') ? null : { drafts: [], tells: 'withdrawn' },
  );
  return {};
};
