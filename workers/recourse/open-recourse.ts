import type { Handler } from '../handler.ts';
import { openRecourse } from '../store/recourses.ts';

/** Claims a matter that was taken upward, and says until when it is to be decided. */
export const handle: Handler<'recourse:open-recourse'> = async (
  { recourseId, days },
  deps,
  { instanceKey },
) => {
  const about = { recourseId, instanceKey, days, at: deps.now() };
  const { claimed, until } = await openRecourse(deps, about);
  return { claimed, until: until.toISOString() };
};
