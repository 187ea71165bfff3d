import type { Case } from '../../processes/complaint/case.ts';
import type { Question } from '../../processes/complaint/turn-actions.ts';
import type { Stores } from './stores.ts';

/** A question as its addressee sees it. */
export interface AskedView {
  readonly id: string;
  readonly state: Question['state'];
  readonly until: Date | null;
  /** Empty once retention has erased it. */
  readonly question: string;
  readonly answer: string;
}

/** A text of an entry; empty where there is none, and once retention has erased it. */
export function textIn(
  fields: Readonly<Record<string, unknown>> | undefined,
  name: string,
): string {
  const text = fields?.[name];
  return typeof text === 'string' ? text : '';
}

/** What the sender was told while the matter was handled. */
export interface InterimView {
  readonly at: Date;
  /** Empty once retention has erased it. */
  readonly text: string;
  /** The day until which the answer is announced, `YYYY-MM-DD`. */
  readonly until: string;
}

/** The interim replies of a case, the oldest first. */
export async function interimOf(
  { entries }: Pick<Stores, 'entries'>,
  { id, interim = [] }: Case,
): Promise<InterimView[]> {
  if (interim.length === 0) return [];
  const rows = await entries.ofCase(id);
  return interim.map(({ n, at, until }) => {
    const fields = rows.find(({ _id }) => _id === `${id}:interim-${n}`)?.fields;
    return { at, until, text: textIn(fields, 'interim') };
  });
}

/** What the sender of a complaint was asked and answered; a question that is not put yet is not shown. */
export async function askedOf(
  { entries }: Pick<Stores, 'entries'>,
  { id, questions = [] }: Case,
): Promise<AskedView[]> {
  const put = questions.filter(({ until }) => until !== null);
  if (put.length === 0) return [];
  const rows = await entries.ofCase(id);
  const fieldsOf = (entryId: string) => rows.find(({ _id }) => _id === entryId)?.fields;
  return put.map(({ id: questionId, state, until }) => ({
    ...{ id: questionId, state, until },
    question: textIn(fieldsOf(questionId), 'question'),
    answer: textIn(fieldsOf(`${questionId}:answer`), 'answer'),
  }));
}
