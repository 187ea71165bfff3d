import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { Handler } from '../handler.ts';
import { lapseQuestion } from '../store/questions.ts';

/** The limit passed: handling goes on without an answer, unless it came meanwhile. */
export const handle: Handler<'question:lapse-question'> = async ({ questionId }, deps) => {
  await lapseQuestion(deps, { caseId: caseIdOfClock(questionId), questionId, at: deps.now() });
  return {};
};
