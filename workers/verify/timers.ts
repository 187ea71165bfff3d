import type { ClockRow } from '../store/clocks.ts';
import type { TimerRow } from '../store/timers.ts';
import { type Check, openFinding } from './check.ts';

const toleranceMs = 60_000;

/** I8: what is due has rung, nothing rang early, and each rang once. */
export const clocksRing: Check = {
  id: 'I8',
  claim: 'every due clock has rung, none early',
  run: async ({ store, now }) => {
    const finding = openFinding();
    const late = new Date(now.getTime() - toleranceMs);
    for await (const { _id, elementId, dueAt } of store
      .rows<TimerRow>('timers')
      .find({ state: 'created', dueAt: { $lt: late } })) {
      finding.violated(
        `timer ${_id} (${elementId}) was due ${dueAt.toISOString()} and has not fired`,
      );
    }
    for await (const { _id, dueAt, triggeredAt } of store
      .rows<TimerRow>('timers')
      .find({ state: 'triggered' })) {
      finding.saw();
      if (triggeredAt !== null && triggeredAt < dueAt) finding.violated(`timer ${_id} fired early`);
    }
    for await (const clock of store.rows<ClockRow>('clocks').find({ status: { $ne: 'frozen' } })) {
      finding.saw();
      if (clock.status === 'running' && clock.dueAt < late && clock.pauses.length === 0) {
        finding.violated(
          `clock ${clock._id} was due ${clock.dueAt.toISOString()} and has no verdict`,
        );
      }
      if (clock.warnedAt !== null && clock.warnAt !== null && clock.warnedAt < clock.warnAt)
        finding.violated(`clock ${clock._id} warned early`);
      if (clock.status === 'overdue' && clock.verdictAt !== null && clock.verdictAt < clock.dueAt)
        finding.violated(`clock ${clock._id} judged early`);
    }
    return finding.close();
  },
};
