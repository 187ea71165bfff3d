import { Refusal } from '../refusal.ts';
import type { Incident, IncidentData } from './incident.ts';
import { checkTimes } from './raise.ts';
import type { Certainty, Level } from './words.ts';

/**
 * The level as somebody sees it now, higher or lower.
 *
 * @throws Refusal `LEVEL_NOT_CONFIRMED` before the duties of the first one were taken up, `LEVEL_UNCHANGED`
 */
export function changedLevel(
  { level: from, duties }: Pick<Incident, 'level' | 'duties'>,
  level: Level,
): IncidentData<'change-level'> {
  if (from === null || duties === null) throw new Refusal('LEVEL_NOT_CONFIRMED');
  if (from === level) throw new Refusal('LEVEL_UNCHANGED');
  return { from, level };
}

/**
 * Another time of the first known public report, found later; the clocks count from it.
 *
 * @throws Refusal `OCCURRENCE_IN_FUTURE`, `OCCURRENCE_UNCHANGED`
 */
export function correctedOccurrence(
  { times }: Pick<Incident, 'times'>,
  occurredAt: Date,
  now: Date,
): IncidentData<'correct-occurrence'> {
  checkTimes({ occurredAt, eventAt: null, discoveredAt: now }, now);
  if (occurredAt.getTime() === times.occurred.getTime()) throw new Refusal('OCCURRENCE_UNCHANGED');
  return { before: times.occurred, occurredAt };
}

/**
 * What is known of a fact now. Null when it is known so already.
 *
 * @throws Refusal `FACT_UNKNOWN`
 */
export function judgedFact(
  { facts }: Pick<Incident, 'facts'>,
  factId: string,
  certainty: Certainty,
): IncidentData<'judge-fact'> | null {
  const fact = facts.find(({ id }) => id === factId);
  if (fact === undefined) throw new Refusal('FACT_UNKNOWN');
  return fact.certainty === certainty ? null : { factId, certainty };
}

/**
 * Somebody of the group the fact report went to has read it; the first one counts. Null when somebody did before.
 *
 * @throws Refusal `FACT_REPORT_UNKNOWN`, `FACT_REPORT_NOT_YOURS`
 */
export function acknowledgedReport(
  { reports }: Pick<Incident, 'reports'>,
  reportId: string,
  role: string | null,
): IncidentData<'acknowledge'> | null {
  const report = reports.find(({ id }) => id === reportId);
  if (report === undefined) throw new Refusal('FACT_REPORT_UNKNOWN');
  if (report.to !== role) throw new Refusal('FACT_REPORT_NOT_YOURS', { role: report.to });
  return report.acknowledged === null ? { reportId } : null;
}

/**
 * A measure that was carried out. Null when it was before.
 *
 * @throws Refusal `MEASURE_UNKNOWN`
 */
export function finishedMeasure(
  { measures }: Pick<Incident, 'measures'>,
  measureId: string,
): IncidentData<'finish-measure'> | null {
  const measure = measures.find(({ id }) => id === measureId);
  if (measure === undefined) throw new Refusal('MEASURE_UNKNOWN');
  return measure.finishedAt === null ? { measureId } : null;
}

/**
 * A doubt of the public that was answered, or reported up by whoever could not answer it.
 *
 * @throws Refusal `PUBLIC_QUESTION_UNKNOWN`, `PUBLIC_QUESTION_ANSWERED`
 */
export function answeredQuestion(
  { questions }: Pick<Incident, 'questions'>,
  questionId: string,
  how: 'answered' | 'reported-up',
): IncidentData<'answer-question'> {
  const question = questions.find(({ id }) => id === questionId);
  if (question === undefined) throw new Refusal('PUBLIC_QUESTION_UNKNOWN');
  if (question.answered?.how === 'answered') throw new Refusal('PUBLIC_QUESTION_ANSWERED');
  return { questionId, how };
}
