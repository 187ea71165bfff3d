import type { Handler } from '../handler.ts';
import { correctPoints } from '../store/review-appeal.ts';

/** Writes the correction of a decided appeal beside the points, and tells the unit. */
export const handle: Handler<'score:correct-points'> = async ({ appealId }, deps) => {
  await correctPoints(deps, appealId);
  return {};
};
