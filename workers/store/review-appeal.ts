import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { scoreTasks } from '../../processes/score/contract.ts';
import { reviewAppeal as decide } from '../../processes/score/score.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from './connect.ts';
import { answerersOf } from './record-points.ts';
import type { Stores } from './stores.ts';

export interface ReviewDone {
  readonly instanceKey: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Keeps what a person decided about the appeal that their task belongs to.
 *
 * @throws Refusal `APPEAL_UNKNOWN`, `FIELD_INVALID`, or what the rules of a review refuse
 */
export async function reviewAppeal(
  { appeals, scores }: Pick<Stores, 'appeals' | 'scores'>,
  tx: Tx,
  { instanceKey, fields, by, at }: ReviewDone,
): Promise<void> {
  const appeal = await appeals.ofInstance(tx, instanceKey);
  const score = appeal === null ? null : await scores.find(appeal.scoreId, tx);
  if (appeal === null || score === null) throw new Refusal('APPEAL_UNKNOWN');
  const form = scoreTasks['review-demerit'].safeParse(fields);
  if (!form.success)
    throw new Refusal('FIELD_INVALID', { field: form.error.issues[0]?.path.join('.') ?? '' });
  const { outcome, points, why } = form.data;
  const said = { outcome, points: typeof points === 'number' ? points : null, why };
  await appeals.review(tx, appeal.id, decide({ score, appeal }, said, { by, at }));
}

/** Writes the correction that a decided appeal asks for, once, and tells the unit how it was decided. */
export async function correctPoints(
  deps: Pick<Stores, 'store' | 'appeals' | 'scores' | 'notices'>,
  appealId: string,
): Promise<void> {
  const appeal = await deps.appeals.find(appealId);
  const review = appeal?.review;
  if (appeal === null || review == null) throw new Unrecoverable('the appeal is not decided');
  const { scoreId, caseId, unitId } = appeal;
  const { before, after, why, by, at, outcome } = review;
  await deps.store.transaction(async (tx) => {
    if (before !== after)
      await deps.scores.correctOnce(tx, {
        ...{ id: `${appealId}:correction`, scoreId, appealId, unitId },
        ...{ before, after, why, by, at },
      });
    for (const group of answerersOf(unitId))
      await deps.notices.tellGroupOnce(tx, {
        id: `${appealId}:reviewed:${group}`,
        ...{ caseId, kind: 'appeal-reviewed', group, at },
        params: { outcome, before, after },
      });
  });
}
