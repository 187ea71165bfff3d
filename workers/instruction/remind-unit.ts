import type { Handler } from '../handler.ts';
import { remindOfInstruction } from '../store/instructions.ts';

/** Tells the unit and the office that a leader still waits for feedback. */
export const handle: Handler<'instruction:remind-unit'> = async ({ instructionId }, deps) => {
  await remindOfInstruction(deps, instructionId, deps.now());
  return {};
};
