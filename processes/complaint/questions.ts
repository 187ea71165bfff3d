import type { Action, Case } from './case.ts';
import type { Question } from './turn-actions.ts';

/** The question an answer is waited for; null when none is open. */
export function openQuestion({ questions = [] }: Pick<Case, 'questions'>): Question | null {
  return questions.find(({ state }) => state === 'asked' || state === 'put') ?? null;
}

/** A question of a case by its id; null when there is none. */
export function questionOf({ questions = [] }: Pick<Case, 'questions'>, id: string) {
  return questions.find((one) => one.id === id) ?? null;
}

function change(current: Case, id: string, how: Partial<Question>): Case {
  const questions = (current.questions ?? []).map((one) =>
    one.id === id ? { ...one, ...how } : one,
  );
  return { ...current, questions };
}

/** The case after an action about a question to the citizen; null for every other action. */
export function reduceQuestion(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'ask-question': {
      const asked: Question = {
        ...{ id: action.data.questionId, askedAt: action.at, state: 'asked' },
        ...{ until: null, pausedClockId: null, instanceKey: null, endedAt: null },
      };
      return { ...current, questions: [...(current.questions ?? []), asked] };
    }
    case 'put-question': {
      const { questionId, ...put } = action.data;
      return change(current, questionId, { ...put, state: 'put' });
    }
    case 'answer-question':
      return change(current, action.data.questionId, { state: 'answered', endedAt: action.at });
    case 'close-question': {
      const { questionId, how } = action.data;
      return change(current, questionId, { state: how, endedAt: action.at });
    }
    default:
      return null;
  }
}

/** A case that another body has now, or that was answered with the one it joined, waits for no answer of the citizen. */
export function closeQuestion(current: Case, { type, at }: Pick<Action, 'type' | 'at'>): Case {
  const open = type === 'hand-over' || type === 'answer-merged' ? openQuestion(current) : null;
  return open === null ? current : change(current, open.id, { state: 'taken-back', endedAt: at });
}
