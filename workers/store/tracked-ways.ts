import type { Case } from '../../processes/complaint/case.ts';
import type { Recourse } from '../../processes/recourse/actions.ts';
import { recourseUntil } from '../../processes/recourse/recourse.ts';
import type { Reopened } from '../../processes/reopening/actions.ts';
import { reopenUntil } from '../../processes/reopening/reopening.ts';
import type { Stores } from './stores.ts';
import { textIn } from './tracked-questions.ts';

/** A matter that its sender took upward, as they see it. */
export interface RecourseView {
  readonly at: Date;
  /** Until when it is decided; null before the superior body has it. */
  readonly until: Date | null;
  /** Null until the sender is told. */
  readonly decision: Recourse['decision'];
  readonly decidedAt: Date | null;
  /** Why it was so decided; empty before, and once retention has erased it. */
  readonly explanation: string;
}

/** What the sender may do when the matter is not settled, and what they did. */
export interface WaysOn {
  /** Until when the matter can be put again; null when it cannot be. */
  readonly reopenUntil: Date | null;
  /** The case in which it was put again; null while it was not. */
  readonly reopenedAs: Pick<Reopened, 'number' | 'at'> | null;
  /** Number of the case whose answer did not settle it; null for most. */
  readonly reopens: string | null;
  /** Until when it can be taken upward; null when it cannot be. */
  readonly recourseUntil: Date | null;
  readonly recourse: RecourseView | null;
}

async function recourseOf(
  { entries }: Pick<Stores, 'entries'>,
  { id, recourse }: Case,
): Promise<RecourseView | null> {
  if (recourse === undefined) return null;
  const { at, until, closedAt } = recourse;
  if (closedAt === null) return { at, until, decision: null, decidedAt: null, explanation: '' };
  const written = await entries.newest(id, 'decide-recourse');
  const explanation = textIn(written?.fields, 'explanation');
  return { at, until, decision: recourse.decision, decidedAt: recourse.decidedAt, explanation };
}

/** The second answer: what was promised is done. */
export interface SecondAnswer {
  readonly at: Date;
  /** What was done; empty once retention has erased it. */
  readonly text: string;
}

/** The second answer of a case, or of the one whose answer it got; null before it went out. */
export async function secondAnswerOf(
  { entries, cases }: Pick<Stores, 'entries' | 'cases'>,
  current: Case,
): Promise<SecondAnswer | null> {
  const { merged } = current;
  const { id, promise } = (merged == null ? null : await cases.find(merged.leadId)) ?? current;
  if (promise === undefined || promise.closedAt === null) return null;
  const written = await entries.newest(id, 'fulfil-promise');
  return { at: promise.closedAt, text: textIn(written?.fields, 'fulfilment') };
}

/** The ways on from where a case stands now. */
export async function waysOnOf(
  stores: Pick<Stores, 'entries'>,
  current: Case,
  now: Date,
): Promise<WaysOn> {
  const { reopenedAs, reopens } = current;
  return {
    reopenUntil: reopenUntil(current, now),
    reopenedAs: reopenedAs === undefined ? null : { number: reopenedAs.number, at: reopenedAs.at },
    reopens: reopens?.number ?? null,
    recourseUntil: recourseUntil(current, now),
    recourse: await recourseOf(stores, current),
  };
}
