import { type ClockRecord, isOverdue } from '../clock/clock.ts';
import type { FrozenClock } from './facts.ts';

type Clock = Omit<ClockRecord, 'id'>;

function pausedMs({ pauses }: Clock, since: Date, until: Date): number {
  return pauses.reduce((sum, { from, to }) => {
    const begin = Math.max(from.getTime(), since.getTime());
    const end = Math.min((to ?? until).getTime(), until.getTime());
    return sum + Math.max(0, end - begin);
  }, 0);
}

/** Late at `now` by its dates, though its verdict was never given: nobody rings a clock of another system. */
function isLate(clock: Clock, now: Date): boolean {
  if (clock.status === 'frozen') return clock.metAt === null && clock.dueAt <= now;
  return isOverdue({ ...clock, id: '' }, now);
}

/** A clock as the figures keep it, at the instant they are frozen. A verdict that was given stays. */
export function freezeClock(clock: Clock, now: Date): FrozenClock {
  const { kind, startAt, dueAt, metAt, verdict } = clock;
  const end = metAt ?? now;
  return {
    kind,
    dueAt,
    metAt,
    verdict: verdict ?? (isLate(clock, now) ? 'overdue' : null),
    spanMs: Math.max(0, end.getTime() - startAt.getTime()),
    pausedMs: pausedMs(clock, startAt, end),
  };
}
