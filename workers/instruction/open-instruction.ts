import type { Handler } from '../handler.ts';
import { openInstruction } from '../store/instructions.ts';

/** Claims a leader's instruction, and says until when feedback is awaited. */
export const handle: Handler<'instruction:open-instruction'> = async (
  { instructionId, days },
  deps,
  { instanceKey },
) => {
  const about = { instructionId, instanceKey, days, at: deps.now() };
  const { claimed, until } = await openInstruction(deps, about);
  return { claimed, until: until.toISOString() };
};
