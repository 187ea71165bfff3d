import { computeDue } from '../../processes/clock/due.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { Instruction } from '../../processes/instruction/actions.ts';
import { nextInstruction } from '../../processes/instruction/instruction.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { type Doer, entryOfMove } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import { doOnce, type Intention } from './intentions.ts';
import { messageAbout } from './message-about.ts';
import { type Opening, openBeside } from './open-beside.ts';
import type { QuestionDeps } from './questions.ts';
import { takeStepWithin } from './step.ts';
import type { Stores } from './stores.ts';

/** What a leader writes, and the number of the paper it stands on. */
export interface Written {
  readonly instruction: string;
  readonly paper: string | null;
}

function instructOne(deps: QuestionDeps, tx: Tx, doer: Doer, written: Written): Promise<void> {
  const { caseId, by, at } = doer;
  return takeStepWithin(deps, tx, caseId, at, (current) => {
    const data = nextInstruction(current);
    const { instructionId, unitId } = data;
    const { instruction, paper } = written;
    const fields = { instruction, ...(paper === null ? {} : { paper }) };
    const entry = entryOfMove(instructionId, doer, 'instruct', fields);
    const word = messageAbout('instruction-given', instructionId, {
      ...{ instructionId, unitId: unitId ?? '', urgency: current.urgency },
    });
    return {
      drafts: [{ type: 'instruct', at, by, digests: { [instructionId]: entry.digest }, data }],
      also: async (inTx) => {
        await deps.entries.put(inTx, entry);
        await deps.outbox.put(inTx, at, caseId, [word]);
      },
    };
  });
}

/**
 * Writes a leader's instruction on one or several cases, on all of them or on none, and once however often it is sent.
 *
 * @throws Refusal `TOO_MANY_INSTRUCTIONS`, and what the action table refuses
 */
export function instruct(
  deps: QuestionDeps & Pick<Stores, 'intentions'>,
  doers: readonly Doer[],
  written: Written,
  intention: Intention,
): Promise<void> {
  return doOnce(deps, intention, async (tx) => {
    for (const doer of doers) await instructOne(deps, tx, doer, written);
  });
}

function instructionIn({ instructions = [] }: Case, instructionId: string): Instruction {
  const one = instructions.find(({ id }) => id === instructionId);
  if (one === undefined) throw new Unrecoverable('the instruction has no record');
  return one;
}

/** The instruction that an instance takes up, and within how many working days feedback is awaited. */
interface InstructionOpening extends Omit<Opening, 'id'> {
  readonly instructionId: string;
  readonly days: number;
}

/** Claims an instruction for an instance, once, and says until when feedback is awaited: working days from when it was given. */
export function openInstruction(
  deps: QuestionDeps,
  { instructionId, instanceKey, days, at }: InstructionOpening,
): Promise<{ claimed: boolean; until: Date }> {
  return openBeside(deps, { id: instructionId, instanceKey, at }, (current, calendar) => {
    const { at: givenAt, instanceKey: holder } = instructionIn(current, instructionId);
    const { dueAt } = computeDue({ startAt: givenAt, amount: days, unit: 'wd', calendar });
    const data = { instructionId, instanceKey };
    return { holder, until: dueAt, draft: { type: 'open-instruction', at, by: theHouse, data } };
  });
}

async function known({ cases }: QuestionDeps, instructionId: string) {
  const current = await cases.find(caseIdOfClock(instructionId));
  if (current === null) throw new Unrecoverable('the instruction has no case');
  return { current, one: instructionIn(current, instructionId) };
}

/** Tells the unit and the office, once, that a leader still waits for feedback. */
export async function remindOfInstruction(
  deps: QuestionDeps,
  instructionId: string,
  at: Date,
): Promise<void> {
  const { current, one } = await known(deps, instructionId);
  if (one.reportedAt !== null) return;
  const { id: caseId, number } = current;
  const unit = one.unitId === null ? [] : [`unit-handler@${one.unitId}`];
  await deps.store.transaction(async (tx) => {
    for (const group of [...unit, 'office'])
      await deps.notices.tellGroupOnce(tx, {
        ...{ id: `${instructionId}:late:${group}`, caseId, kind: 'instruction-late', at, group },
        params: { number },
      });
  });
}

/** Tells the leader who gave the instruction, once, that the unit has reported. */
export async function tellLeader(
  deps: QuestionDeps,
  instructionId: string,
  at: Date,
): Promise<void> {
  const { current, one } = await known(deps, instructionId);
  if (one.by === null) return;
  const { id: caseId, number } = current;
  await deps.store.transaction((tx) =>
    deps.notices.putOnce(tx, {
      ...{ _id: `${instructionId}:reported:${one.by}:desk`, caseId, kind: 'instruction-reported' },
      ...{ to: { kind: 'user', id: one.by ?? '' }, channel: 'desk', params: { number }, at },
      ...{ sentAt: at, receipt: 'desk' },
    }),
  );
}
