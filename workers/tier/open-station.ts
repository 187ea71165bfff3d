import type { Handler } from '../handler.ts';
import { openStation } from '../store/stations.ts';

/** Claims a station below the unit of a case, and sets its internal due date. */
export const handle: Handler<'tier:open-station'> = async (
  { stationId, reserveDays },
  deps,
  { instanceKey },
) => {
  const about = { stationId, instanceKey, reserveDays, at: deps.now() };
  const { dueAt, ...opened } = await openStation(deps, about);
  return { ...opened, dueAt: dueAt.toISOString() };
};
