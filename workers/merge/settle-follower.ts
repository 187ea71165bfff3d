import type { Handler } from '../handler.ts';
import { settleFollower } from '../store/merge-cases.ts';

/** Gives a case that joined another the answer of that one, or back to the desk when there is none. */
export const handle: Handler<'merge:settle-follower'> = async ({ mergeId }, deps) => {
  const outcome = await settleFollower(deps, mergeId, deps.now());
  deps.failpoint('settle-follower:committed');
  return { outcome };
};
