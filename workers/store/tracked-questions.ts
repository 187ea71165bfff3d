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

function textIn(fields: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const text = fields?.[name];
  return typeof text === 'string' ? text : '';
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
