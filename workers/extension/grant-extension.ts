import type { Handler } from '../handler.ts';
import { grantExtension } from '../store/extensions.ts';

/** Moves the due date as the office approved, once; tells whether the clock still ran. */
export const handle: Handler<'extension:grant-extension'> = async ({ requestId }, deps) => ({
  extended: await grantExtension(deps, requestId, deps.now()),
});
