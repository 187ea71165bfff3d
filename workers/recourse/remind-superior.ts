import type { Handler } from '../handler.ts';
import { remindSuperior } from '../store/recourses.ts';

/** Tells superior body and office that a decision is late. */
export const handle: Handler<'recourse:remind-superior'> = async ({ recourseId }, deps) => {
  await remindSuperior(deps, recourseId, deps.now());
  return {};
};
