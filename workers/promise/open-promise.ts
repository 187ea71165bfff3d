import type { Handler } from '../handler.ts';
import { openPromise } from '../store/promises.ts';

/** Claims what an answer promised, and starts its clock. */
export const handle: Handler<'promise:open-promise'> = async (
  { promiseId, warnDays },
  deps,
  { instanceKey },
) => {
  const about = { promiseId, instanceKey, warnDays, at: deps.now() };
  const { claimed, until } = await openPromise(deps, about);
  return { claimed, until: until.toISOString() };
};
