import type { Handler } from '../handler.ts';
import { awaitReceipt } from '../store/handover.ts';

/** Claims a hand-over for this instance, and says when the office is reminded of a missing receipt. */
export const handle: Handler<'handover:open-handover'> = async (
  { handoverId, receiptDays: days },
  deps,
  { instanceKey },
) => {
  const about = { handoverId, instanceKey, days, at: deps.now() };
  const { claimed, remindAt } = await awaitReceipt(deps, about);
  return { claimed, remindAt: remindAt.toISOString() };
};
