import type { Handler } from '../handler.ts';
import { remindUnit } from '../store/stations.ts';

/** Tells both units that the internal time of the lower one is over. */
export const handle: Handler<'tier:remind-unit'> = async ({ stationId }, deps) => {
  await remindUnit(deps, stationId, deps.now());
  return {};
};
