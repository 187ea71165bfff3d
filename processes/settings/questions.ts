import { z } from 'zod';
import { bothLanguages, isoDay, refuseTwice, settingCode, settingLine } from './words.ts';

/** What a question of a complaint type is answered with. */
export const questionKinds = ['text', 'long-text', 'date', 'choice', 'number'] as const;
export type QuestionKind = (typeof questionKinds)[number];

const choice = z.strictObject({ id: settingCode, ...bothLanguages(60) });

/** One question a complaint type asks besides what every complaint is asked. */
export const questionSchema = z
  .strictObject({
    id: settingCode,
    kind: z.enum(questionKinds),
    ...bothLanguages(120, 'QUESTION_WITHOUT_TEXT'),
    help: z.strictObject({ zh: settingLine(200), en: settingLine(200) }),
    required: z.boolean(),
    choices: z.array(choice).max(30),
  })
  .superRefine(({ kind, choices }, context) => {
    refuseTwice(
      choices.map(({ id }) => id),
      context,
      'choices',
    );
    const refuse = (message: string) =>
      context.addIssue({ code: 'custom', path: ['choices'], message });
    if (kind === 'choice' && choices.length < 2) refuse('CHOICE_WITHOUT_OPTIONS');
    if (kind !== 'choice' && choices.length > 0) refuse('OPTIONS_WITHOUT_CHOICE');
  });
export type Question = z.output<typeof questionSchema>;

/** The longest answers, in characters. */
export const longestAnswer = { text: 200, 'long-text': 2000 } as const;

/** What was answered, by the code of the question, as typed. */
export type Answers = Readonly<Record<string, string>>;

/** An answer that does not hold: to which question, and why. */
export interface AnswerProblem {
  readonly id: string;
  readonly code:
    | 'REQUIRED'
    | 'TOO_LONG'
    | 'NOT_A_DATE'
    | 'NOT_A_CHOICE'
    | 'NOT_A_NUMBER'
    | 'UNKNOWN_FIELD';
  readonly max: number;
}

function wrongIn({ kind, choices }: Question, answer: string): Omit<AnswerProblem, 'id'> | null {
  const wrong = (code: AnswerProblem['code'], max = 0) => ({ code, max });
  switch (kind) {
    case 'text':
    case 'long-text': {
      const max = longestAnswer[kind];
      return Array.from(answer).length > max ? wrong('TOO_LONG', max) : null;
    }
    case 'date':
      return isoDay.safeParse(answer).success ? null : wrong('NOT_A_DATE');
    case 'choice':
      return choices.some(({ id }) => id === answer) ? null : wrong('NOT_A_CHOICE');
    case 'number':
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(answer) ? null : wrong('NOT_A_NUMBER');
  }
}

/**
 * Every answer that does not hold.
 *
 * @param asked whether what is required must be there: of whoever was asked the questions, not of a clerk who takes
 *   down a call
 */
export function answerProblems(
  questions: readonly Question[],
  answers: Answers,
  asked: boolean,
): AnswerProblem[] {
  const unknown = Object.keys(answers).filter((id) => questions.every((one) => one.id !== id));
  const wrong = questions.flatMap((question): AnswerProblem[] => {
    const { id, required } = question;
    const answer = answers[id] ?? '';
    if (answer === '') return required && asked ? [{ id, code: 'REQUIRED', max: 0 }] : [];
    const problem = wrongIn(question, answer);
    return problem === null ? [] : [{ id, ...problem }];
  });
  return [...wrong, ...unknown.map((id) => ({ id, code: 'UNKNOWN_FIELD', max: 0 }) as const)];
}

/** An answer with the question as it was asked, in both languages: later changes of the type leave it as it is. */
export const keptAnswer = z.object({
  id: z.string(),
  question: z.object({ zh: z.string(), en: z.string() }),
  answer: z.object({ zh: z.string(), en: z.string() }),
});
export type KeptAnswer = z.output<typeof keptAnswer>;

/** What goes into the case file: each question that was answered, in its order. */
export function keepAnswers(questions: readonly Question[], answers: Answers): KeptAnswer[] {
  return questions.flatMap(({ id, zh, en, choices }) => {
    const typed = answers[id] ?? '';
    if (typed === '') return [];
    const chosen = choices.find((one) => one.id === typed) ?? { zh: typed, en: '' };
    return [{ id, question: { zh, en }, answer: { zh: chosen.zh, en: chosen.en } }];
  });
}
