import type { Action, Case } from './case.ts';
import type { Contribution } from './turn-actions.ts';
import { verdictAt } from './turns.ts';

/** The contributions that are still awaited. */
export function openContributions({ contributions = [] }: Pick<Case, 'contributions'>) {
  return contributions.filter(({ state }) => state === 'asked');
}

/** The units that are to be asked: neither the lead unit nor one that was asked before and not released. */
export function unitsToAsk(
  { contributions = [], unitId }: Pick<Case, 'contributions' | 'unitId'>,
  named: readonly string[],
): string[] {
  const asked = contributions.filter(({ state }) => state !== 'withdrawn');
  return [...new Set(named)].filter(
    (one) => one !== unitId && !asked.some((before) => before.unitId === one),
  );
}

function end(
  current: Case,
  { at }: Pick<Action, 'at'>,
  state: Contribution['state'],
  isMeant: (one: Contribution) => boolean,
): Case {
  const contributions = (current.contributions ?? []).map((one): Contribution => {
    if (one.state !== 'asked' || !isMeant(one)) return one;
    const verdict = state === 'given' ? verdictAt(one.dueAt, at) : null;
    return { ...one, state, endedAt: at, verdict };
  });
  return { ...current, contributions };
}

/** The case after an action of units that handle it together; null for every other action. */
export function reduceContribution(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'ask-contribution': {
      const { contributionId, unitId, dueAt } = action.data;
      const asked: Contribution = {
        ...{ id: contributionId, unitId, askedAt: action.at, dueAt },
        ...{ state: 'asked', endedAt: null, verdict: null },
      };
      return { ...current, contributions: [...(current.contributions ?? []), asked] };
    }
    case 'contribute':
      return end(current, action, 'given', ({ id }) => id === action.data.contributionId);
    case 'withdraw-contribution':
      return end(current, action, 'withdrawn', ({ id }) => id === action.data.contributionId);
    case 'close-contributions':
      return end(current, action, 'waived', () => true);
    default:
      return null;
  }
}

/** A case that ended awaits nothing. */
export function closeContributions(current: Case, action: Pick<Action, 'type' | 'at'>): Case {
  const isEnd = action.type === 'withdraw' || action.type === 'answer-merged';
  if (!isEnd || current.contributions === undefined) return current;
  return end(current, action, 'withdrawn', () => true);
}
