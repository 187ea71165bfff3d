import type { Action, Case } from '../complaint/case.ts';

/** The case after it joined another one, or another one joined it; null for every other action. */
export function reduceMerge(current: Case, action: Action): Case | null {
  const { followers = [] } = current;
  switch (action.type) {
    case 'merge': {
      const { mergeId, leadId, leadNumber } = action.data;
      return { ...current, merged: { mergeId, leadId, leadNumber, at: action.at } };
    }
    case 'unmerge':
      return { ...current, merged: null };
    case 'take-in': {
      const { mergeId, followerId } = action.data;
      return { ...current, followers: [...followers, { mergeId, caseId: followerId }] };
    }
    case 'let-go':
      return {
        ...current,
        followers: followers.filter(({ mergeId }) => mergeId !== action.data.mergeId),
      };
    case 'answer-merged': {
      const { mode, textDigest, unitId } = action.data;
      return {
        ...current,
        status: 'answered',
        unitId: current.unitId ?? unitId,
        reply: { mode, textDigest, at: action.at },
        closedAt: action.at,
      };
    }
    default:
      return null;
  }
}
