import type { Actor } from '../complaint/case.ts';
import { Refusal } from '../refusal.ts';

/** What may cost or earn a unit points. */
export const occasionKinds = [
  'not-in-time',
  'named-in-bulletin',
  'promise-broken',
  'report-late',
  'report-missing',
  'board-check-missed',
  'commendation',
] as const;
export type OccasionKind = (typeof occasionKinds)[number];

export const outcomes = ['upheld', 'reduced', 'withdrawn'] as const;
export type Outcome = (typeof outcomes)[number];

/** A missed duty, or a commendation, before the rule has spoken. */
export interface Occasion {
  /** `<clock>:overdue`, `<clock>:bulletin`, `commendation:<uuid>` …: one duty is one occasion. */
  readonly id: string;
  readonly kind: OccasionKind;
  readonly caseId: string | null;
  readonly clockId: string | null;
  readonly clockKind: string | null;
  readonly regimeId: string | null;
  /** The unit that held the matter then. */
  readonly unitId: string;
  /** When the duty was missed, or the work commended. */
  readonly at: Date;
  /** Why, where a person says so; an occasion of a clock is proved by the clock. */
  readonly ground: string | null;
  readonly by: Actor;
}

/** The points of one occasion as they were recorded; they are never changed, only corrected by another entry. */
export interface Score {
  readonly id: string;
  readonly kind: OccasionKind;
  readonly caseId: string | null;
  readonly clockId: string | null;
  readonly clockKind: string | null;
  readonly regimeId: string | null;
  readonly unitId: string;
  readonly at: Date;
  readonly ground: string | null;
  readonly by: Actor;
  readonly points: number;
  readonly recordedAt: Date;
  /** The instance whose decision gave the points: it names the version of the rule. */
  readonly instanceKey: string;
  /** Exclusive end of the time in which the unit may appeal. */
  readonly appealUntil: Date;
}

export interface Appeal {
  readonly id: string;
  readonly scoreId: string;
  readonly caseId: string | null;
  readonly unitId: string;
  readonly ground: string;
  /** Number of the paper the appeal rests on. */
  readonly paper: string | null;
  readonly by: Actor;
  readonly at: Date;
  readonly instanceKey: string | null;
  readonly review: Review | null;
}

/** How an appeal was decided: what the points were, what they are now, and why. */
export interface Review {
  readonly outcome: Outcome;
  readonly before: number;
  readonly after: number;
  readonly why: string;
  readonly by: Actor;
  readonly at: Date;
}

/** An entry beside the points it corrects. */
export interface Correction {
  readonly id: string;
  readonly scoreId: string;
  readonly appealId: string;
  readonly unitId: string;
  readonly before: number;
  readonly after: number;
  readonly why: string;
  readonly by: Actor;
  readonly at: Date;
}

/** What kind of duty an overdue clock stands for. */
export function occasionOfClock(clockKind: string): OccasionKind {
  return clockKind === 'promise' ? 'promise-broken' : 'not-in-time';
}

/** The points as they stand: what the newest correction left, or what was recorded. */
export function standingPoints(
  score: Pick<Score, 'points'>,
  corrections: readonly Pick<Correction, 'after' | 'at'>[],
): number {
  return corrections.reduce<{ readonly after: number; readonly at: Date | null }>(
    (newest, { after, at }) => (newest.at === null || at >= newest.at ? { after, at } : newest),
    { after: score.points, at: null },
  ).after;
}

/**
 * Whether points can still be appealed at `now`.
 *
 * @throws Refusal `NOTHING_TO_APPEAL` for merits, `APPEAL_MADE` when there is one, `APPEAL_WINDOW_OVER`
 */
export function checkAppeal(score: Score, earlier: Appeal | null, now: Date): void {
  if (score.points >= 0) throw new Refusal('NOTHING_TO_APPEAL');
  if (earlier !== null) throw new Refusal('APPEAL_MADE');
  if (now >= score.appealUntil) throw new Refusal('APPEAL_WINDOW_OVER');
}

/**
 * Decides an appeal. Nobody reviews what they imposed or appealed themselves; the points become fewer or none, never
 * more.
 *
 * @throws Refusal `APPEAL_DECIDED`, `OWN_APPEAL`, `OWN_DEMERIT`, `NOT_A_REDUCTION`
 */
export function reviewAppeal(
  { score, appeal }: { readonly score: Score; readonly appeal: Appeal },
  said: { readonly outcome: Outcome; readonly points: number | null; readonly why: string },
  { by, at }: { readonly by: Actor; readonly at: Date },
): Review {
  if (appeal.review !== null) throw new Refusal('APPEAL_DECIDED');
  if (by.userId !== null && by.userId === appeal.by.userId) throw new Refusal('OWN_APPEAL');
  if (by.userId !== null && by.userId === score.by.userId) throw new Refusal('OWN_DEMERIT');
  const before = score.points;
  const { outcome, why } = said;
  return { outcome, before, after: pointsAfter(outcome, before, said.points), why, by, at };
}

function pointsAfter(outcome: Outcome, before: number, points: number | null): number {
  if (outcome === 'upheld') return before;
  if (outcome === 'withdrawn') return 0;
  if (points === null || points <= before || points >= 0) throw new Refusal('NOT_A_REDUCTION');
  return points;
}
