import { Refusal } from '../refusal.ts';
import { endOfDay, localDay } from './day.ts';

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

/** Days in a row, as counted by `dayOf`. */
export interface PausedDays {
  readonly first: number;
  readonly last: number;
}

/**
 * The days at whose end a clock stands still, which is when a day is complete. A pause that begins with a day's end
 * leaves that day alone; one that ends with it takes it. So a pause takes as many days as it has ends of days.
 */
export function pausedDays(
  stills: readonly StandStill[],
  { zone, businessEnds }: { readonly zone: string; readonly businessEnds: string },
): PausedDays[] {
  const endsBy = (day: number, at: number) => endOfDay(day, zone, businessEnds).getTime() <= at;
  return stills.map(({ from, to }) => {
    const begun = localDay(new Date(from), zone);
    const ended = localDay(new Date(to), zone);
    return {
      first: endsBy(begun, from) ? begun + 1 : begun,
      last: endsBy(ended, to) ? ended : ended - 1,
    };
  });
}

function toOpenEnded(pause: Interval, index: number) {
  const from = pause.from.getTime();
  const to = pause.to === null ? Number.POSITIVE_INFINITY : pause.to.getTime();
  const place = index + 1;
  if (!(from < to)) throw new Refusal('PAUSE_ENDS_BEFORE_IT_BEGINS', { pause: place });
  return { from, to, place };
}
