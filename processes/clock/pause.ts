import { Refusal } from '../refusal.ts';

/** A time in which a clock stands still; `to` is null while it lasts. */
export interface Interval {
  readonly from: Date;
  readonly to: Date | null;
}

/** An interval on record. */
export interface Pause extends Interval {
  readonly category: string;
  readonly reason: string;
  /** The paper it rests on. */
  readonly paper?: string;
}

export interface StandStill {
  readonly from: number;
  readonly to: number;
}

/**
 * The pauses in order of time, as milliseconds. One that still lasts is taken to end at `now`, or at once where no
 * `now` is given: the due date is then the earliest one possible.
 * @throws Refusal `PAUSE_ENDS_BEFORE_IT_BEGINS`, `PAUSES_OVERLAP` naming both (counted from 1, as recorded)
 */
export function standStills(pauses: readonly Interval[], now?: Date): StandStill[] {
  const ordered = pauses.map(toOpenEnded).sort((a, b) => a.from - b.from || a.to - b.to);
  for (const [index, pause] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && next.from < pause.to) {
      throw new Refusal('PAUSES_OVERLAP', {
        first: pause.place,
        second: next.place,
        at: new Date(next.from).toISOString(),
      });
    }
  }
  return ordered
    .map(({ from, to }) => ({
      from,
      to: Number.isFinite(to) ? to : Math.max(from, now?.getTime() ?? from),
    }))
    .filter(({ from, to }) => to > from);
}

/** Whether a clock stands still at an instant: a pause that begins at it does not yet count, one that ends at it does. */
export function standsStillAt(stills: readonly StandStill[], at: number): boolean {
  return stills.some(({ from, to }) => from < at && at <= to);
}

function toOpenEnded(pause: Interval, index: number) {
  const from = pause.from.getTime();
  const to = pause.to === null ? Number.POSITIVE_INFINITY : pause.to.getTime();
  const place = index + 1;
  if (!(from < to)) throw new Refusal('PAUSE_ENDS_BEFORE_IT_BEGINS', { pause: place });
  return { from, to, place };
}
