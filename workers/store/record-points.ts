import type { Calendar } from '../../processes/clock/calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';
import type { Demerit } from '../../processes/score/contract.ts';
import type { Score } from '../../processes/score/score.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from './connect.ts';
import type { KnownOccasion } from './occasions.ts';
import type { Stores } from './stores.ts';

type RecordDeps = Pick<Stores, 'store' | 'occasions' | 'scores' | 'notices'>;

interface Ruling {
  readonly occasionId: string;
  readonly demerit: Demerit;
  readonly instanceKey: string;
  readonly calendar: Calendar;
  readonly at: Date;
}

/** Those who answer for a unit. */
export function answerersOf(unitId: string): readonly string[] {
  return [`unit-principal@${unitId}`, `unit-deputy@${unitId}`];
}

async function countsBeside(
  { scores }: RecordDeps,
  tx: Tx,
  { id, clockId }: KnownOccasion,
  { besides }: Demerit,
): Promise<boolean> {
  if (besides || clockId === null) return true;
  return (await scores.ofClock(tx, clockId)).every((score) => score.id === id);
}

function scoreOf(occasion: KnownOccasion, ruling: Ruling): Score {
  const { demerit, instanceKey, calendar, at } = ruling;
  const { settled: _, instanceKey: __, ...facts } = occasion;
  return {
    ...facts,
    points: demerit.points,
    recordedAt: at,
    instanceKey,
    appealUntil: computeDue({ startAt: at, amount: demerit.appealDays, unit: 'wd', calendar })
      .dueAt,
  };
}

async function tellUnit({ notices }: RecordDeps, tx: Tx, score: Score): Promise<void> {
  const { id, caseId, kind, points, appealUntil, recordedAt: at, unitId } = score;
  for (const group of answerersOf(unitId))
    await notices.tellGroupOnce(tx, {
      id: `${id}:points:${group}`,
      ...{ caseId, kind: points < 0 ? 'demerit' : 'merit', group, at },
      params: { occasion: kind, points, appealUntil },
    });
}

/**
 * Writes what the rule gave for an occasion into the ledger, once, and tells the unit. The second try answers as the
 * first did.
 *
 * @returns whether points were recorded
 */
export async function recordPoints(deps: RecordDeps, ruling: Ruling): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const occasion = await deps.occasions.find(ruling.occasionId, tx);
    if (occasion === null) throw new Unrecoverable('the occasion has no record');
    if (occasion.settled !== null) return occasion.settled === 'recorded';
    const { demerit } = ruling;
    const counts = demerit.points !== 0 && (await countsBeside(deps, tx, occasion, demerit));
    await deps.occasions.settle(tx, occasion.id, counts ? 'recorded' : 'no-points');
    if (!counts) return false;
    const score = scoreOf(occasion, ruling);
    await deps.scores.putOnce(tx, score);
    await tellUnit(deps, tx, score);
    return true;
  });
}
