import type { Handler } from '../handler.ts';
import { tellLeader } from '../store/instructions.ts';

/** Tells the leader who gave an instruction that the unit has reported. */
export const handle: Handler<'instruction:tell-leader'> = async ({ instructionId }, deps) => {
  await tellLeader(deps, instructionId, deps.now());
  return {};
};
