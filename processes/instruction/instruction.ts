import type { Action, ActionDraft, Case } from '../complaint/case.ts';
import { complaintTasks } from '../complaint/contract.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { Refusal } from '../refusal.ts';
import type { Instruction } from './actions.ts';

/** The most cases one instruction is written on. */
export const mostInstructed = 50;
/** The most instructions one case carries. */
const mostOnOne = 20;

/**
 * The instruction that is written on a case now: its id, and whose feedback is awaited.
 *
 * @throws Refusal `TOO_MANY_INSTRUCTIONS` when the case carries as many as one can
 */
export function nextInstruction({
  id,
  number,
  unitId,
  instructions = [],
}: Pick<Case, 'id' | 'number' | 'unitId' | 'instructions'>) {
  if (instructions.length >= mostOnOne)
    throw new Refusal('TOO_MANY_INSTRUCTIONS', { number, most: mostOnOne });
  return { instructionId: `${id}:instruction-${instructions.length + 1}`, unitId };
}

/**
 * The feedback of a unit on the instruction that its task is about.
 *
 * @param instanceKey of the diagram that holds the instruction
 * @throws Refusal `NOTHING_INSTRUCTED` when the task belongs to none; `INSTRUCTION_REPORTED`; `FIELD_INVALID` with the field
 */
export function instructionTask(
  current: Case,
  fields: Fields,
  { instanceKey, ...done }: DoneTask & { readonly instanceKey: string },
): ActionDraft {
  readFields(complaintTasks['report-on-instruction'], fields);
  const one = current.instructions?.find((known) => known.instanceKey === instanceKey);
  if (one === undefined) throw new Refusal('NOTHING_INSTRUCTED');
  if (one.reportedAt !== null) throw new Refusal('INSTRUCTION_REPORTED');
  return { ...done, type: 'report-on-instruction', data: { instructionId: one.id } };
}

/** The case after something was done about an instruction on it. */
export function reduceInstruction(current: Case, action: Action): Case | null {
  const { instructions = [] } = current;
  const change = (id: string, after: Partial<Instruction>): Case => ({
    ...current,
    instructions: instructions.map((one) => (one.id === id ? { ...one, ...after } : one)),
  });
  switch (action.type) {
    case 'instruct': {
      const { instructionId: id, unitId } = action.data;
      const given = { id, at: action.at, by: action.by.userId, unitId };
      const none = { instanceKey: null, reportedAt: null };
      return { ...current, instructions: [...instructions, { ...given, ...none }] };
    }
    case 'open-instruction':
      return change(action.data.instructionId, { instanceKey: action.data.instanceKey });
    case 'report-on-instruction':
      return change(action.data.instructionId, { reportedAt: action.at });
    default:
      return null;
  }
}
