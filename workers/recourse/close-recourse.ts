import type { Handler } from '../handler.ts';
import { closeRecourse } from '../store/recourses.ts';

/** Tells the sender what was decided, and has the matter handled anew where that was decided. */
export const handle: Handler<'recourse:close-recourse'> = async ({ recourseId }, deps) => {
  await closeRecourse(deps, recourseId, deps.now());
  return {};
};
