import { computeDue } from '../../processes/clock/due.ts';
import {
  type ActionDraft,
  type Actor,
  type Case,
  theHouse,
} from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { LookBack } from '../../processes/look-back/actions.ts';
import { drawSample, lookBackIdOf, mayLookBack } from '../../processes/look-back/look-back.ts';
import { Refusal } from '../../processes/refusal.ts';
import { sha256 } from '../platform/digest.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from './connect.ts';
import type { FilingDeps } from './intake.ts';
import { type DrawFilter, type DrawRow, mostInPool } from './look-back-draws.ts';
import { messageAbout } from './message-about.ts';
import { type Opening, openBeside } from './open-beside.ts';
import type { QuestionDeps } from './questions.ts';
import { takeUpAnew } from './reopen-case.ts';
import { takeStep, takeStepWithin } from './step.ts';
import type { Stores } from './stores.ts';
import { textIn } from './tracked-questions.ts';

export type DrawDeps = QuestionDeps & Pick<Stores, 'draws'>;

/** Which cases are to be looked back at, who wants it and when. */
export interface Draw {
  readonly drawId: string;
  readonly filter: DrawFilter;
  readonly size: number;
  readonly by: Actor;
  readonly at: Date;
  /** Of the request: sent twice it draws once. */
  readonly key: string;
}

/** Puts one case on the list, unless something was done about it since it was drawn. */
function drawOne(deps: DrawDeps, tx: Tx, caseId: string, { drawId, by, at }: Draw): Promise<void> {
  return takeStepWithin(deps, tx, caseId, at, (current) => {
    if (!mayLookBack(current)) return null;
    const lookBackId = lookBackIdOf(caseId);
    const word = messageAbout('look-back-drawn', lookBackId, {
      ...{ lookBackId, regimeId: current.regime?.id ?? '' },
    });
    return {
      drafts: [{ type: 'draw-look-back', at, by, data: { lookBackId, drawId } }],
      also: (inTx) => deps.outbox.put(inTx, at, caseId, [word]),
    };
  });
}

/**
 * Draws closed cases to be looked back at, each with a task of its own, all in one transaction.
 *
 * @throws Refusal `NOTHING_TO_DRAW` when no case fits; `POOL_TOO_LARGE` when there are too many to draw from
 */
export async function drawLookBacks(deps: DrawDeps, draw: Draw): Promise<DrawRow> {
  const { drawId, filter, size, by, at, key } = draw;
  const known = await deps.draws.ofKey(key);
  if (known !== null) return known;
  const pool = await deps.draws.pool(filter);
  if (pool.length === 0) throw new Refusal('NOTHING_TO_DRAW');
  if (pool.length > mostInPool) throw new Refusal('POOL_TOO_LARGE', { most: mostInPool });
  const caseIds = drawSample(pool, { drawId, size }, sha256);
  const row = { _id: drawId, filter, size, pool: pool.length, caseIds, by: by.userId, at, key };
  await deps.store.transaction(async (tx) => {
    await deps.draws.put(tx, row);
    for (const caseId of caseIds) await drawOne(deps, tx, caseId, draw);
  });
  return row;
}

function drawnIn({ lookBack }: Case): LookBack {
  if (lookBack === undefined) throw new Unrecoverable('the case was not drawn');
  return lookBack;
}

/** The drawn case that an instance takes up, and within how many working days. */
interface LookBackOpening extends Omit<Opening, 'id'> {
  readonly lookBackId: string;
  readonly days: number;
}

/** Claims a drawn case for an instance, once, and says until when somebody looks back at it: working days from the draw. */
export function openLookBack(
  deps: QuestionDeps,
  { lookBackId, instanceKey, days, at }: LookBackOpening,
): Promise<{ claimed: boolean; until: Date }> {
  return openBeside(deps, { id: lookBackId, instanceKey, at }, (current, calendar) => {
    const { drawnAt, instanceKey: holder } = drawnIn(current);
    const { dueAt } = computeDue({ startAt: drawnAt, amount: days, unit: 'wd', calendar });
    const data = { lookBackId, instanceKey };
    return { holder, until: dueAt, draft: { type: 'open-look-back', at, by: theHouse, data } };
  });
}

/**
 * Carries out what was found, once: a matter that is not settled becomes a case of its own, in the same transaction, unless
 * its sender put it again or took it upward meanwhile.
 */
export async function closeLookBack(
  deps: QuestionDeps & Omit<FilingDeps, 'also'>,
  lookBackId: string,
  at: Date,
): Promise<void> {
  const caseId = caseIdOfClock(lookBackId);
  const current = await deps.cases.find(caseId);
  if (current === null) throw new Unrecoverable('the look-back has no case');
  const { result, closedAt } = drawnIn(current);
  if (result === null) throw new Unrecoverable('nobody has looked back');
  if (closedAt !== null) return;
  const closing = (one: Case) => {
    if (drawnIn(one).closedAt !== null) return null;
    const draft: ActionDraft = { type: 'close-look-back', at, by: theHouse, data: { lookBackId } };
    return { drafts: [draft] };
  };
  const complaint = await deps.complaints.find(caseId);
  const isTaken = current.reopenedAs !== undefined || current.recourse !== undefined;
  if (result !== 'not-settled' || isTaken || complaint === null)
    return takeStep(deps, caseId, at, closing);
  const found = await deps.entries.newest(caseId, 'look-back');
  const text = textIn(found?.fields, 'remarks') || complaint.text;
  await takeUpAnew(deps, { current, complaint, text, by: theHouse, at }, (tx) =>
    takeStepWithin(deps, tx, caseId, at, closing),
  );
}
