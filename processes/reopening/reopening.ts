import type { Action, Case } from '../complaint/case.ts';

/** How long after the answer a matter may be put again where its regime says nothing: calendar days. Our default. */
export const usualReopenDays = 30;

const dayMs = 86_400_000;

/**
 * Until when the sender may put the matter again: the end of the window of its regime, counted in calendar days of 24 hours
 * from the moment the answer went out. A case is never opened again itself: its answer, its verdicts and its figures stand.
 *
 * @returns null when there is no answer that could be contested, the matter was put again or taken upward already, the case was
 *   erased, its regime has no window, or the window is over
 */
export function reopenUntil(
  current: Pick<Case, 'status' | 'reply' | 'regime' | 'reopenedAs' | 'recourse' | 'erasedAt'>,
  now: Date,
): Date | null {
  const { status, reply, regime, reopenedAs, recourse, erasedAt } = current;
  const isAnswered = status === 'answered' || status === 'archived';
  if (!isAnswered || reply === null || erasedAt !== undefined) return null;
  if (reopenedAs !== undefined || recourse !== undefined) return null;
  const until = new Date(reply.at.getTime() + (regime?.reopenDays ?? usualReopenDays) * dayMs);
  return now < until ? until : null;
}

/** The case after its matter was put again. */
export function reduceReopening(current: Case, action: Action): Case | null {
  if (action.type !== 'reopen') return null;
  return { ...current, reopenedAs: { ...action.data, at: action.at } };
}
