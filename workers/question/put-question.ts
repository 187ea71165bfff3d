import type { Handler } from '../handler.ts';
import { putQuestion } from '../store/questions.ts';

/** Puts a question to the citizen, once: the clock stands still where the rule allows it. */
export const handle: Handler<'question:put-question'> = async (
  { questionId, limit },
  deps,
  { instanceKey },
) => {
  const until = await putQuestion(deps, { questionId, instanceKey, limit, at: deps.now() });
  return { put: until !== null, until: until?.toISOString() ?? null };
};
