import { type Appeal, type Correction, type Score, standingPoints } from './score.ts';

/** One occurrence of a year with everything that became of it. */
export interface SheetLine {
  readonly score: Score;
  readonly appeal: Appeal | null;
  readonly corrections: readonly Correction[];
  /** Points as they stand. */
  readonly points: number;
}

export interface Sheet {
  readonly lines: readonly SheetLine[];
  readonly lost: number;
  readonly earned: number;
  readonly sum: number;
}

export interface SheetFacts {
  readonly scores: readonly Score[];
  readonly appeals: readonly Appeal[];
  readonly corrections: readonly Correction[];
}

/**
 * The assessment sheet of a unit as it stood at an instant: what came later is left out, so that the same instant
 * gives the same sheet whenever it is asked for.
 */
export function assess({ scores, appeals, corrections }: SheetFacts, asOf: Date): Sheet {
  const lines = scores
    .filter(({ recordedAt }) => recordedAt <= asOf)
    .map((score) => lineOf(score, appeals, corrections, asOf))
    .sort((a, b) => a.score.at.getTime() - b.score.at.getTime() || compare(a, b));
  const sumOf = (some: readonly SheetLine[]) => some.reduce((sum, { points }) => sum + points, 0);
  return {
    lines,
    lost: sumOf(lines.filter(({ points }) => points < 0)),
    earned: sumOf(lines.filter(({ points }) => points > 0)),
    sum: sumOf(lines),
  };
}

function compare(a: SheetLine, b: SheetLine): number {
  return a.score.id < b.score.id ? -1 : 1;
}

function lineOf(
  score: Score,
  appeals: readonly Appeal[],
  corrections: readonly Correction[],
  asOf: Date,
): SheetLine {
  const made = appeals.find(({ scoreId, at }) => scoreId === score.id && at <= asOf) ?? null;
  const isDecided = made?.review != null && made.review.at <= asOf;
  const its = corrections.filter(({ scoreId, at }) => scoreId === score.id && at <= asOf);
  return {
    score,
    appeal: made === null || isDecided ? made : { ...made, review: null },
    corrections: its,
    points: standingPoints(score, its),
  };
}
