import type { Actor } from '../../processes/complaint/case.ts';
import { type Appeal, checkAppeal, type Score } from '../../processes/score/score.ts';
import type { Stores } from './stores.ts';

export interface AppealMade {
  readonly score: Score;
  readonly ground: string;
  readonly paper: string | null;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Keeps the appeal of a unit against points it lost, and starts the diagram of its review.
 *
 * @throws Refusal `NOTHING_TO_APPEAL`, `APPEAL_MADE`, `APPEAL_WINDOW_OVER`
 */
export async function makeAppeal(
  { store, appeals, outbox }: Pick<Stores, 'store' | 'appeals' | 'outbox'>,
  { score, ground, paper, by, at }: AppealMade,
): Promise<Appeal> {
  const id = `${score.id}:appeal`;
  checkAppeal(score, await appeals.find(id), at);
  const { id: scoreId, caseId, unitId } = score;
  const appeal: Appeal = {
    ...{ id, scoreId, caseId, unitId, ground, paper, by, at },
    instanceKey: null,
    review: null,
  };
  await store.transaction(async (tx) => {
    await appeals.put(tx, appeal);
    const told = {
      kind: 'message',
      name: 'demerit-appealed',
      correlationKey: id,
      messageId: id,
      variables: { appealId: id },
    } as const;
    await outbox.put(tx, at, caseId, [{ key: `demerit-appealed:${id}`, told }]);
  });
  return appeal;
}
