import { checksEnded, daysEnded, type OwedCheck } from '../../processes/boards/checks.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import type { Occasion } from '../../processes/score/score.ts';
import { chosenCheckTimes } from '../store/boards.ts';
import { noteOccasion } from '../store/note-occasion.ts';
import type { Stores } from '../store/stores.ts';
import type { Period } from './run-period.ts';

export interface BoardDeps
  extends Pick<Stores, 'store' | 'boards' | 'occasions' | 'outbox' | 'notices' | 'settings'> {
  /** Zone whose days count. */
  readonly zone: string;
}

/** Puts on record every unit that owed this look and did not record it; each is an occasion for the score rule. */
async function noteMissedChecks(deps: BoardDeps, owed: OwedCheck): Promise<void> {
  const { day, slot, until: at } = owed;
  for (const unitId of await deps.boards.owing(owed.since)) {
    const id = `${unitId}:${day}:${slot}`;
    await deps.store.transaction(async (tx) => {
      const about = { unitId, day, slot, at, by: null, found: null };
      const isMissed = await deps.boards.recordOnce({ _id: id, state: 'missed', ...about }, tx);
      if (!isMissed) return;
      const occasion: Occasion = {
        id: `board:${id}`,
        kind: 'board-check-missed',
        ...{ caseId: null, clockId: null, clockKind: null, regimeId: null, ground: null },
        ...{ unitId, at, by: theHouse },
      };
      await noteOccasion(deps, tx, occasion, at);
    });
  }
}

/** Tells the office at the end of a day that messages were not claimed: from now on it assigns them by order. */
async function tellUnclaimed(deps: BoardDeps, { until: at }: Period): Promise<void> {
  if ((await deps.boards.countWaiting(at)) === 0) return;
  await deps.store.transaction((tx) =>
    deps.notices.tellGroupOnce(tx, {
      id: `board-unclaimed:${at.toISOString()}`,
      ...{ caseId: null, kind: 'board-unclaimed', group: 'office', at, params: {} },
    }),
  );
}

/**
 * What the boards owe for a period: each look that ended in it and is not on record was missed, and each day that ended
 * in it leaves its unclaimed messages to the office.
 */
export async function checkBoards(deps: BoardDeps, { since, until }: Period): Promise<void> {
  const { zone } = deps;
  const after = since.getTime() === 0 ? null : since;
  const times = await chosenCheckTimes(deps);
  for (const owed of checksEnded(after, until, { zone, times })) await noteMissedChecks(deps, owed);
  for (const day of daysEnded(after, until, zone)) await tellUnclaimed(deps, day);
}
