import type { Action, ActionDraft, Case } from '../complaint/case.ts';
import { complaintTasks } from '../complaint/contract.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { Refusal } from '../refusal.ts';

/** How long after the answer or the refusal its sender may take a matter upward: calendar days. Our default. */
export const recourseWithinDays = 30;

const dayMs = 86_400_000;

/** The id of the one recourse of a case. */
export function recourseIdOf(caseId: string): string {
  return `${caseId}:recourse`;
}

/**
 * Until when the sender may take the matter upward, counted in calendar days of 24 hours from the moment the answer went
 * out or the complaint was refused. There are two ways after an answer, and one of them is taken once: put the matter
 * again, or take it upward.
 *
 * @returns null when there is nothing to contest, a way was taken already, the case was erased, or the time is over
 */
export function recourseUntil(
  current: Pick<Case, 'status' | 'reply' | 'closedAt' | 'recourse' | 'reopenedAs' | 'erasedAt'>,
  now: Date,
): Date | null {
  const { status, reply, closedAt, recourse, reopenedAs, erasedAt } = current;
  if (recourse !== undefined || reopenedAs !== undefined || erasedAt !== undefined) return null;
  const isAnswered = status === 'answered' || status === 'archived';
  const from = isAnswered ? (reply?.at ?? null) : status === 'refused' ? closedAt : null;
  if (from === null) return null;
  const until = new Date(from.getTime() + recourseWithinDays * dayMs);
  return now < until ? until : null;
}

/**
 * What the superior body decided about a recourse.
 *
 * @throws Refusal `NOTHING_SOUGHT` when nobody took the matter upward; `RECOURSE_DECIDED` when it was decided before;
 *   `OWN_ANSWER` when whoever decides signed the answer; `FIELD_INVALID` with the field
 */
export function decideRecourse(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  const { decision } = readFields(complaintTasks['decide-recourse'], fields);
  const { recourse, signedBy } = current;
  if (recourse === undefined) throw new Refusal('NOTHING_SOUGHT');
  if (recourse.decision !== null) throw new Refusal('RECOURSE_DECIDED');
  if (signedBy !== undefined && signedBy === done.by.userId) throw new Refusal('OWN_ANSWER');
  return { ...done, type: 'decide-recourse', data: { recourseId: recourse.id, decision } };
}

/** The case after something was done about its recourse. */
export function reduceRecourse(current: Case, action: Action): Case | null {
  if (action.type === 'seek-recourse') {
    const none = {
      instanceKey: null,
      until: null,
      decision: null,
      decidedAt: null,
      closedAt: null,
    };
    return { ...current, recourse: { id: action.data.recourseId, at: action.at, ...none } };
  }
  const { recourse } = current;
  if (recourse === undefined) return null;
  switch (action.type) {
    case 'open-recourse': {
      const { instanceKey, until } = action.data;
      return { ...current, recourse: { ...recourse, instanceKey, until } };
    }
    case 'decide-recourse': {
      const { decision } = action.data;
      return { ...current, recourse: { ...recourse, decision, decidedAt: action.at } };
    }
    case 'close-recourse':
      return { ...current, recourse: { ...recourse, closedAt: action.at } };
    default:
      return null;
  }
}
