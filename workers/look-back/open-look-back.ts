import type { Handler } from '../handler.ts';
import { openLookBack } from '../store/look-backs.ts';

/** Claims a case that was drawn, and says until when somebody looks back at it. */
export const handle: Handler<'look-back:open-look-back'> = async (
  { lookBackId, days },
  deps,
  { instanceKey },
) => {
  const about = { lookBackId, instanceKey, days, at: deps.now() };
  const { claimed, until } = await openLookBack(deps, about);
  return { claimed, until: until.toISOString() };
};
