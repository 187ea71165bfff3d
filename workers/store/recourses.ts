import { computeDue } from '../../processes/clock/due.ts';
import {
  type ActionDraft,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import { recourseIdOf, recourseUntil } from '../../processes/recourse/recourse.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { entryOfMove } from './clock-moves.ts';
import type { FilingDeps } from './intake.ts';
import { messageAbout } from './message-about.ts';
import { type Opening, openBeside } from './open-beside.ts';
import type { QuestionDeps } from './questions.ts';
import { takeUpAnew } from './reopen-case.ts';
import { takeStep, takeStepWithin } from './step.ts';
import { textIn } from './tracked-questions.ts';

/**
 * Takes a matter upward for its sender, once: the superior body is to look at the answer or at the refusal.
 *
 * @throws Refusal `NOT_CONTESTABLE` when there is nothing to contest, the time is over, or a way was taken already
 */
export async function seekRecourse(
  deps: QuestionDeps,
  { caseId, at }: { readonly caseId: string; readonly at: Date },
  reason: string,
): Promise<void> {
  const recourseId = recourseIdOf(caseId);
  const by = theCitizen;
  await takeStep(deps, caseId, at, (current) => {
    if (recourseUntil(current, at) === null) throw new Refusal('NOT_CONTESTABLE');
    const entry = entryOfMove(recourseId, { caseId, by, at }, 'seek-recourse', { reason });
    const digests = { [recourseId]: entry.digest };
    const regimeId = current.regime?.id ?? '';
    return {
      drafts: [{ type: 'seek-recourse', at, by, digests, data: { recourseId } }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        const word = messageAbout('recourse-sought', recourseId, { recourseId, regimeId });
        await deps.outbox.put(tx, at, caseId, [word]);
      },
    };
  });
}

function soughtIn({ recourse }: Case) {
  if (recourse === undefined) throw new Unrecoverable('nobody took the matter upward');
  return recourse;
}

/** The recourse that an instance takes up, and in how many calendar days it is to be decided. */
interface RecourseOpening extends Omit<Opening, 'id'> {
  readonly recourseId: string;
  readonly days: number;
}

/** Claims a recourse for an instance, once, and says until when it is to be decided: calendar days from when it was sought. */
export function openRecourse(
  deps: QuestionDeps,
  { recourseId, instanceKey, days, at }: RecourseOpening,
): Promise<{ claimed: boolean; until: Date }> {
  return openBeside(deps, { id: recourseId, instanceKey, at }, (current, calendar) => {
    const sought = soughtIn(current);
    const { dueAt } = computeDue({ startAt: sought.at, amount: days, unit: 'd', calendar });
    const data = { recourseId, instanceKey, until: dueAt };
    const draft = { type: 'open-recourse', at, by: theHouse, data } as const;
    return { holder: sought.instanceKey, until: sought.until ?? dueAt, draft };
  });
}

/** Tells superior body and office, once, that nobody has decided in time. */
export async function remindSuperior(
  { cases, notices, store }: QuestionDeps,
  recourseId: string,
  at: Date,
): Promise<void> {
  const caseId = caseIdOfClock(recourseId);
  const current = await cases.find(caseId);
  if (current === null || current.recourse?.decision !== null) return;
  await store.transaction(async (tx) => {
    for (const group of ['superior', 'office'])
      await notices.tellGroupOnce(tx, {
        ...{ id: `${recourseId}:late:${group}`, caseId, kind: 'recourse-late', at, group },
        params: { number: current.number },
      });
  });
}

/** What the sender wrote when they took the matter upward; the complaint itself once that was erased. */
async function reasonOf({ entries, complaints }: QuestionDeps, current: Case, recourseId: string) {
  const [complaint, written] = await Promise.all([
    complaints.find(current.id),
    entries.newest(current.id, 'seek-recourse'),
  ]);
  if (complaint === null) throw new Unrecoverable(`the case of ${recourseId} has no complaint`);
  return { complaint, text: textIn(written?.fields, 'reason') || complaint.text };
}

/**
 * Carries out what was decided, once: the sender is told, and a matter that is to be handled anew becomes a case of its own
 * in the same transaction.
 */
export async function closeRecourse(
  deps: QuestionDeps & Omit<FilingDeps, 'also'>,
  recourseId: string,
  at: Date,
): Promise<void> {
  const caseId = caseIdOfClock(recourseId);
  const current = await deps.cases.find(caseId);
  if (current === null) throw new Unrecoverable('the recourse has no case');
  const { decision, closedAt } = soughtIn(current);
  if (decision === null) throw new Unrecoverable('nothing was decided');
  if (closedAt !== null) return;
  const closing = (one: Case) => {
    if (soughtIn(one).closedAt !== null) return null;
    const draft: ActionDraft = { type: 'close-recourse', at, by: theHouse, data: { recourseId } };
    return { drafts: [draft], tells: 'recourse-decided', occasion: recourseId };
  };
  if (decision === 'upheld') return takeStep(deps, caseId, at, closing);
  const { complaint, text } = await reasonOf(deps, current, recourseId);
  await takeUpAnew(deps, { current, complaint, text, by: theHouse, at }, (tx) =>
    takeStepWithin(deps, tx, caseId, at, closing),
  );
}
