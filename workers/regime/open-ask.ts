import type { Handler } from '../handler.ts';
import { unitOfTopic } from '../store/house-settings.ts';
import { claimAsk } from '../store/regimes.ts';

/** Claims the asking for this instance, and hands out what the rule reads. */
export const handle: Handler<'regime:open-ask'> = async (
  { regimeAskId },
  deps,
  { instanceKey },
) => {
  const { claimed, asked, current } = await claimAsk(deps, regimeAskId, instanceKey, deps.now());
  const { channel, topic, area } = current;
  const { complexity = null } = asked ?? {};
  const unitId = asked?.unitId ?? current.unitId ?? (await unitOfTopic(deps.settings, topic));
  return { claimed, channel, topic, area, unitId, complexity };
};
