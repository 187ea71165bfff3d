import type { Handler } from '../handler.ts';
import { closeLookBack } from '../store/look-backs.ts';

/** Has a matter handled anew that somebody found not settled. */
export const handle: Handler<'look-back:close-look-back'> = async ({ lookBackId }, deps) => {
  await closeLookBack(deps, lookBackId, deps.now());
  return {};
};
