import type { Action, ActionDraft, Case } from '../complaint/case.ts';
import { complaintTasks } from '../complaint/contract.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { Refusal } from '../refusal.ts';
import type { LookBack } from './actions.ts';

/** The most cases one draw takes: more than one office calls in a month. */
export const mostDrawn = 100;

/** The id of the one look-back of a case. */
export function lookBackIdOf(caseId: string): string {
  return `${caseId}:look-back`;
}

/**
 * Whether a case can be looked back at: answered, not looked back at before, not handled anew already, not erased, its
 * sender not confidential (who they are is known to few, and stays so), and not one whose answer is that of another case.
 */
export function mayLookBack(
  one: Pick<Case, 'status' | 'confidential' | 'lookBack' | 'reopenedAs' | 'recourse' | 'merged'> &
    Pick<Case, 'erasedAt'>,
): boolean {
  const isAnswered = one.status === 'answered' || one.status === 'archived';
  const isTaken = one.lookBack ?? one.reopenedAs ?? one.recourse ?? one.merged ?? one.erasedAt;
  return isAnswered && !one.confidential && isTaken == null;
}

/**
 * A sample that nobody chose and everybody can draw again: the first of the cases in the order of the digests of draw and
 * case.
 *
 * @param digest of a text, in hexadecimal digits
 */
export function drawSample(
  caseIds: readonly string[],
  { drawId, size }: { readonly drawId: string; readonly size: number },
  digest: (text: string) => string,
): string[] {
  const ranked = caseIds.map((caseId) => ({ caseId, rank: digest(`${drawId}:${caseId}`) }));
  return ranked
    .toSorted((left, right) => (left.rank < right.rank ? -1 : 1))
    .slice(0, size)
    .map(({ caseId }) => caseId);
}

/**
 * What somebody found who looked back at a case.
 *
 * @throws Refusal `NOTHING_DRAWN` when the case was not drawn; `LOOKED_BACK` when it was looked back at before; `OWN_ANSWER`
 *   when whoever looks back signed the answer; `FIELD_INVALID` with the field
 */
export function lookBackTask(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  const { how, result } = readFields(complaintTasks['look-back'], fields);
  const { lookBack, signedBy } = current;
  if (lookBack === undefined) throw new Refusal('NOTHING_DRAWN');
  if (lookBack.result !== null) throw new Refusal('LOOKED_BACK');
  if (signedBy !== undefined && signedBy === done.by.userId) throw new Refusal('OWN_ANSWER');
  return { ...done, type: 'look-back', data: { lookBackId: lookBack.id, how, result } };
}

/** The case after something was done about looking back at it. */
export function reduceLookBack(current: Case, action: Action): Case | null {
  if (action.type === 'draw-look-back') {
    const { lookBackId: id, drawId } = action.data;
    const none = { instanceKey: null, result: null, how: null, doneAt: null, closedAt: null };
    return { ...current, lookBack: { id, drawId, drawnAt: action.at, ...none } };
  }
  const { lookBack } = current;
  if (lookBack === undefined) return null;
  const after = (change: Partial<LookBack>) => ({
    ...current,
    lookBack: { ...lookBack, ...change },
  });
  switch (action.type) {
    case 'open-look-back':
      return after({ instanceKey: action.data.instanceKey });
    case 'look-back': {
      const { how, result } = action.data;
      return after({ how, result, doneAt: action.at });
    }
    case 'close-look-back':
      return after({ closedAt: action.at });
    default:
      return null;
  }
}
