import { startClock } from '../../processes/clock/clock.ts';
import { type ActionDraft, theHouse } from '../../processes/complaint/case.ts';
import { clocksOf } from '../../processes/complaint/clocks.ts';
import type { Deps, Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { calendarInUse } from '../store/calendar-in-use.ts';
import { clockMessage } from '../store/clock-messages.ts';
import { recountOnce } from '../store/recount.ts';
import { takeStep } from '../store/step.ts';

/**
 * A calendar may be published between reading it and starting clocks with it, and the run that counts open clocks again
 * may have passed this case before they stood there: then nobody else would count them.
 */
async function recountStarted(deps: Deps, caseId: string, calendarId: string): Promise<void> {
  const calendar = await deps.calendars.find(calendarId);
  if (calendar === null) return;
  const clocks = await deps.clocks.ofCase(caseId);
  await deps.store.transaction(async (tx) => {
    for (const { id } of clocks) await recountOnce(deps, tx, id, { calendar, at: deps.now() });
  });
}

/** Starts the clocks of the regime that the rule chose: records first, and a diagram for each that wakes it. */
export const handle: Handler<'complaint:start-clocks'> = async ({ caseId, regime }, deps) => {
  const at = deps.now();
  const calendarId = await calendarInUse(deps.settings);
  const calendar = await deps.calendars.find(calendarId);
  if (calendar === null) throw new Unrecoverable(`there is no working calendar «${calendarId}»`);
  let wereStarted = false;
  await takeStep(deps, caseId, at, (current) => {
    wereStarted = current.regime !== null;
    if (wereStarted) return null;
    const clocks = clocksOf(current, regime).map((facts) => startClock(facts, calendar));
    const { id: regimeId, startEvent, answeredBy, publishes } = regime;
    const chosen: ActionDraft = {
      type: 'set-regime',
      at,
      by: theHouse,
      data: { regimeId, startEvent, answeredBy, publishes },
    };
    const started = clocks.map(
      ({ id: clockId, kind, startAt, dueAt, provisional }): ActionDraft => ({
        type: 'start-clock',
        at,
        by: theHouse,
        data: { clockId, kind, startEvent, startAt, dueAt, provisional },
      }),
    );
    return {
      drafts: [chosen, ...started],
      also: async (tx) => {
        for (const clock of clocks) await deps.clocks.startOnce(tx, clock);
        await deps.outbox.put(
          tx,
          at,
          caseId,
          clocks.map(({ id }) => clockMessage('clock-started', id, { clockId: id })),
        );
      },
    };
  });
  const inForce = await deps.calendars.versionInForce(calendarId);
  if (wereStarted || inForce !== calendar.version) await recountStarted(deps, caseId, calendarId);
  return {};
};
