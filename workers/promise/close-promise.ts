import type { Handler } from '../handler.ts';
import { closePromise } from '../store/promises.ts';

/** Answers the sender once more: what was promised is done. */
export const handle: Handler<'promise:close-promise'> = async ({ promiseId }, deps) => {
  await closePromise(deps, promiseId, deps.now());
  return {};
};
