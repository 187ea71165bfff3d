import type { Handler } from '../handler.ts';
import { remindReceipt } from '../store/handover.ts';

/** Tells the office that the receipt of the other institution is missing. */
export const handle: Handler<'handover:remind-receipt'> = async ({ handoverId }, deps) => {
  await remindReceipt(deps, handoverId, deps.now());
  return {};
};
