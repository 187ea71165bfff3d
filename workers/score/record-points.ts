import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { calendarInUse } from '../store/calendar-in-use.ts';
import { recordPoints } from '../store/record-points.ts';

/** Writes the points the rule gave into the ledger of the unit. */
export const handle: Handler<'score:record-points'> = async (
  { occasionId, demerit },
  deps,
  { instanceKey },
) => {
  const calendar = await deps.calendars.find(await calendarInUse(deps.settings));
  if (calendar === null) throw new Unrecoverable('there is no working calendar «cn»');
  const ruling = { occasionId, demerit, instanceKey, calendar, at: deps.now() };
  return { recorded: await recordPoints(deps, ruling) };
};
