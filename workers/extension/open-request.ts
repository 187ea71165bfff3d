import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Claims a request for more time, and says how often and how far its clock was extended with it. */
export const handle: Handler<'extension:open-request'> = async (
  { requestId },
  { extensionRequests, clocks },
  { instanceKey },
) => {
  const request = await extensionRequests.find(requestId);
  const clock = request === null ? null : await clocks.find(request.clockId);
  if (request === null || clock === null) throw new Unrecoverable('the request has no record');
  const claimed = (await extensionRequests.claim(requestId, instanceKey)) !== null;
  const { regimeId, kind, amount } = request;
  const before = clock.extensions.reduce((sum, one) => sum + one.amount, 0);
  const percent = Math.ceil((100 * (before + amount)) / clock.amount);
  return { claimed, regimeId, kind, granted: clock.extensions.length, percent };
};
