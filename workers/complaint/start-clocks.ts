import { startClock } from '../../processes/clock/clock.ts';
import { type ActionDraft, theHouse } from '../../processes/complaint/case.ts';
import { clocksOf } from '../../processes/complaint/clocks.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { clockMessage } from '../store/clock-messages.ts';
import { takeStep } from '../store/step.ts';

/** Starts the clocks of the regime that the rule chose: records first, and a diagram for each that wakes it. */
export const handle: Handler<'complaint:start-clocks'> = async ({ caseId, regime }, deps) => {
  const at = deps.now();
  const calendar = await deps.calendars.find('cn');
  if (calendar === null) throw new Unrecoverable('there is no working calendar «cn»');
  await takeStep(deps, caseId, at, (current) => {
    if (current.regime !== null) return null;
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
  return {};
};
