import { DateTime } from 'luxon';
import type { Period } from './facts.ts';

/** The reports that come by themselves: each day at 17:00, each Monday, each month, each quarter. */
export const rhythms = ['daily', 'weekly', 'monthly', 'quarterly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** Hour of the daily report, local time, rest days included. */
const dailyHour = 17;

const steps = {
  daily: { days: 1 },
  weekly: { weeks: 1 },
  monthly: { months: 1 },
  quarterly: { quarters: 1 },
} as const satisfies Record<Rhythm, object>;

const starts = { weekly: 'week', monthly: 'month', quarterly: 'quarter' } as const;

function lastEnd(rhythm: Rhythm, now: DateTime): DateTime {
  if (rhythm !== 'daily') return now.startOf(starts[rhythm]);
  const today = now.startOf('day').set({ hour: dailyHour });
  return today <= now ? today : today.minus(steps.daily);
}

/** The period of a rhythm that ends at an instant where periods end. */
export function periodEnding(rhythm: Rhythm, until: Date, zone: string): Period {
  const since = DateTime.fromJSDate(until, { zone }).minus(steps[rhythm]);
  return { since: since.toJSDate(), until };
}

/**
 * The periods that have ended by `now` and were not done yet, the oldest first: all since the one that ended at `after`,
 * or only the last where none was ever done. Days and months are those of the zone, whatever length they have there.
 */
export function duePeriods(
  rhythm: Rhythm,
  after: Date | null,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Period[] {
  const due: Period[] = [];
  let end = lastEnd(rhythm, DateTime.fromJSDate(now, { zone }));
  while (after === null ? due.length === 0 : end.toJSDate() > after) {
    due.unshift(periodEnding(rhythm, end.toJSDate(), zone));
    end = end.minus(steps[rhythm]);
  }
  return due;
}
