import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Claims the occasion for this instance and says what the rule looks at. */
export const handle: Handler<'score:open-occasion'> = async (
  { occasionId },
  { occasions },
  { instanceKey },
) => {
  const known = await occasions.find(occasionId);
  if (known === null) throw new Unrecoverable('the occasion has no record');
  const claimed = await occasions.claim(occasionId, instanceKey);
  return {
    claimed: claimed !== null,
    occasion: known.kind,
    clockKind: clockKinds.find((kind) => kind === known.clockKind) ?? null,
    regimeId: known.regimeId,
  };
};
