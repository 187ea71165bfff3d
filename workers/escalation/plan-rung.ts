import { isStillOverdue, rungComesAt } from '../../processes/escalation/ladder.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { quietHoursInForce } from '../store/house-settings.ts';

/** Says when a rung comes, counted on the calendar in force today; the ladder of a clock that was met ends. */
export const handle: Handler<'escalation:plan-rung'> = async ({ clockId, ladder: rule }, deps) => {
  const [clock, ladder] = await Promise.all([
    deps.clocks.find(clockId),
    deps.ladders.find(clockId),
  ]);
  if (clock === null || ladder === null) throw new Unrecoverable('the ladder has no record');
  if (!isStillOverdue(clock)) return { state: 'met', nextAt: null };
  const calendar = await deps.calendars.find(clock.calendar.id);
  if (calendar === null) throw new Unrecoverable('the calendar of the clock is gone');
  const hours = await quietHoursInForce(deps.settings);
  const nextAt = rungComesAt(ladder, rule, { hours, calendar });
  await deps.ladders.plan(clockId, nextAt);
  return { state: 'climbing', nextAt: nextAt.toISOString() };
};
