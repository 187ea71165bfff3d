import type { Handler } from '../handler.ts';
import { tellAbove } from '../store/stations.ts';

/** Tells whoever assigned a case down that the answer has come up. */
export const handle: Handler<'tier:tell-above'> = async ({ stationId }, deps) => {
  await tellAbove(deps, stationId, deps.now());
  return {};
};
