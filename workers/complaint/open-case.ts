import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { unitOfTopic } from '../store/house-settings.ts';

/** Claims the case for this instance: of two that were started for one complaint, the second ends at «重复启动». */
export const handle: Handler<'complaint:open-case'> = async (
  { caseId },
  { cases, settings, now },
  { instanceKey },
) => {
  const { case: claimed } = await cases.act(caseId, (current) =>
    current.instanceKey === null
      ? [{ type: 'claim', at: now(), by: theHouse, data: { instanceKey } }]
      : [],
  );
  return {
    claimed: claimed.instanceKey === instanceKey,
    channel: claimed.channel,
    topic: claimed.topic,
    area: claimed.area,
    unitId: await unitOfTopic(settings, claimed.topic),
    complexity: null,
    receivedAt: claimed.times.received.toISOString(),
  };
};
