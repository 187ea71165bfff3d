import type { ActionDraft } from '../complaint/case.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { Refusal } from '../refusal.ts';
import { escalationTasks, type LadderAction } from './contract.ts';
import { finishRung, type Ladder, type RungDone } from './ladder.ts';
import { isLetterKind, type LetterKind, type Means } from './means.ts';

/** Where a task of a ladder belongs: the clock, and the paper where it is about one. */
export interface LadderTask {
  readonly clockId: string | null;
  /** From the header of the task. */
  readonly letter: string | undefined;
}

const meansOfLetter = {
  'supervision-letter': 'letter',
  'assignment-form': 'assignment-form',
} as const satisfies Record<LetterKind, Means>;
const meansOfAction = {
  phone: 'phone',
  explain: 'explanation',
  talk: 'talk',
  refer: 'accountability',
} as const satisfies Record<Exclude<LadderAction, 'receive-letter'>, Means>;

function clockOf({ clockId }: LadderTask): string {
  if (clockId === null) throw new Refusal('NO_LADDER');
  return clockId;
}

function letterOf({ letter }: LadderTask): LetterKind {
  if (!isLetterKind(letter)) throw new Refusal('LETTER_UNKNOWN');
  return letter;
}

/**
 * What a completed task of a ladder does to its case.
 * @throws Refusal `FIELD_INVALID` with the field; `NO_LADDER`, `LETTER_UNKNOWN` when the task stands in no ladder
 */
export function decideLadderTask(
  action: LadderAction,
  task: LadderTask,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  const clockId = clockOf(task);
  switch (action) {
    case 'phone':
      readFields(escalationTasks.phone, fields);
      return { ...done, type: 'phone', data: { clockId } };
    case 'receive-letter':
      readFields(escalationTasks['receive-letter'], fields);
      return { ...done, type: 'receive-letter', data: { clockId, kind: letterOf(task) } };
    case 'explain':
      readFields(escalationTasks.explain, fields);
      return { ...done, type: 'explain', data: { clockId } };
    case 'talk': {
      const { rectifyBy } = readFields(escalationTasks.talk, fields);
      return { ...done, type: 'talk', data: { clockId, rectifyBy } };
    }
    case 'refer': {
      const { referral } = readFields(escalationTasks.refer, fields);
      return { ...done, type: 'refer', data: { clockId, referred: referral === 'refer' } };
    }
  }
}

/** The ladder after one of its tasks was done; any other action leaves it as it is. */
export function ladderAfter(ladder: Ladder, draft: ActionDraft): Ladder {
  const done: RungDone = { at: draft.at, by: draft.by.userId };
  switch (draft.type) {
    case 'receive-letter':
      return finishRung(ladder, meansOfLetter[draft.data.kind], done);
    case 'phone':
    case 'explain':
      return finishRung(ladder, meansOfAction[draft.type], done);
    case 'talk':
      return finishRung(ladder, 'talk', { ...done, rectifyBy: draft.data.rectifyBy });
    case 'refer':
      return finishRung(ladder, 'accountability', { ...done, referred: draft.data.referred });
    default:
      return ladder;
  }
}
