import type { Handler } from '../handler.ts';
import { declineExtension } from '../store/extensions.ts';

/** Closes a request for more time without effect, once, and tells the unit. */
export const handle: Handler<'extension:decline-extension'> = async ({ requestId }, deps) => {
  const decided = await declineExtension(deps, requestId, deps.now());
  return { decided };
};
