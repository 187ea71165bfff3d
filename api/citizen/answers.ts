import {
  type AnswerProblem,
  type Answers,
  answerProblems,
  type Question,
} from '../../processes/settings/questions.ts';
import { nameIn } from '../../processes/settings/words.ts';
import { channelsInForce, topicsInForce } from '../../workers/store/house-settings.ts';
import type { CitizenDeps } from './deps.ts';
import { type Choice, type FieldError, radios, textArea, textField } from './form.ts';
import { html, type Part } from './html.ts';
import { oneLine, readFields } from './read-fields.ts';
import type { Key, Words } from './words.ts';

/** The complaint types a citizen may choose. */
export interface AskedTypes {
  readonly ids: readonly string[];
  readonly questionsOf: (topic: string) => readonly Question[];
}

/** The complaint types in force that citizens may choose, and what each asks. */
export async function askedTypes({ settings }: Pick<CitizenDeps, 'settings'>): Promise<AskedTypes> {
  const { items } = await topicsInForce(settings);
  const open = items.filter(({ shown, retired }) => shown && !retired);
  return {
    ids: open.map(({ id }) => id),
    questionsOf: (topic) => open.find(({ id }) => id === topic)?.questions ?? [],
  };
}

/** Whether complaints may be sent on the pages at all. */
export async function isWebOpen({ settings }: Pick<CitizenDeps, 'settings'>): Promise<boolean> {
  const { items } = await channelsInForce(settings);
  return items.find(({ id }) => id === 'web')?.open !== false;
}

const fieldOf = (id: string) => `q-${id}`;
const answerName = /^q-([a-z][a-z0-9-]{0,39})$/;
const mostAnswers = 20;

/** What was typed into the questions of a page, by their codes. */
export function typedAnswers(given: unknown): Answers {
  const names = Object.keys(typeof given === 'object' && given !== null ? given : {}).filter(
    (name) => answerName.test(name),
  );
  const fields = readFields(given, names.slice(0, mostAnswers));
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name.replace(answerName, '$1'), text ?? '']),
  );
}

function typedFor({ kind }: Question, text: string): string {
  if (kind === 'long-text') return text;
  return oneLine(kind === 'text' ? text : text.normalize('NFKC'));
}

/** The answers to these questions alone: those of a type that was chosen before are left out. */
export function answersTo(questions: readonly Question[], answers: Answers = {}): Answers {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const text = typedFor(question, answers[question.id] ?? '');
      return text === '' ? [] : [[question.id, text] as const];
    }),
  );
}

const sentences = {
  REQUIRED: 'error.questionMissing',
  TOO_LONG: 'error.questionLong',
  NOT_A_DATE: 'error.answerDate',
  NOT_A_CHOICE: 'error.answerChoice',
  NOT_A_NUMBER: 'error.answerNumber',
  UNKNOWN_FIELD: 'error.answerChoice',
} as const satisfies Record<AnswerProblem['code'], Key>;

/** What has to be mended in the answers, each at its field. */
export function judgeAnswers(
  questions: readonly Question[],
  answers: Answers | undefined,
  { say, lang }: Words,
): FieldError[] {
  return answerProblems(questions, answersTo(questions, answers), true).map(({ id, code, max }) => {
    const asked = questions.find((one) => one.id === id);
    const question = asked === undefined ? id : nameIn(asked, lang);
    return { field: fieldOf(id), message: say(sentences[code], { question, most: max }) };
  });
}

/** The answers as their reader sees them, for the page that checks them. */
export function answersInWords(
  questions: readonly Question[],
  answers: Answers | undefined,
  lang: 'zh' | 'en',
): { readonly question: string; readonly answer: string }[] {
  const given = answersTo(questions, answers);
  return questions.map((question) => {
    const typed = given[question.id] ?? '';
    const chosen = question.choices.find(({ id }) => id === typed);
    const answer = chosen === undefined ? typed : nameIn(chosen, lang);
    return { question: nameIn(question, lang), answer };
  });
}

/** The fields of the questions; nothing where a type asks none. */
export function questionFields(
  words: Words,
  errors: readonly FieldError[],
  questions: readonly Question[],
  answers: Answers = {},
): Part[] {
  return questions.map((question) => {
    const { kind, required, help, choices } = question;
    const hint = nameIn(help, words.lang);
    const label = nameIn(question, words.lang);
    const asked = {
      ...{ id: fieldOf(question.id), label, optional: !required },
      ...(hint === '' ? {} : { hint }),
      value: answers[question.id] ?? '',
    };
    switch (kind) {
      case 'long-text':
        return textArea(words, errors, { ...asked, rows: 4 });
      case 'choice': {
        const optional =
          !required && html` <span class="optional">${words.say('submit.optional')}</span>`;
        const options = choices.map(
          (one): Choice => ({ value: one.id, label: nameIn(one, words.lang) }),
        );
        const legend = html`${label}${optional}`;
        return radios(words, errors, { ...asked, legend, choices: options });
      }
      case 'date':
        return textField(words, errors, { ...asked, type: 'date' });
      default:
        return textField(words, errors, { ...asked, wide: kind === 'text', autocomplete: 'off' });
    }
  });
}
