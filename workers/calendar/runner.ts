import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../platform/errors.ts';
import { restUnless, startWalking } from '../platform/walk-runs.ts';
import type { CalendarRun } from '../store/calendar-runs.ts';
import { applyStep } from './apply.ts';
import { previewStep } from './preview.ts';
import type { RunDeps, RunStep } from './run-step.ts';

const steps = { preview: previewStep, apply: applyStep } as const satisfies Record<
  CalendarRun['kind'],
  RunStep
>;

/** A walker that is silent this long is taken to have died. */
const leaseMs = 10_000;
/** An administrator waits for a preview; for the clocks to move nobody waits, and people work beside it. */
const previewRest = 9;
const shortestRestMs = 10;
/** While the engine is still to be told of a moved clock the next step waits, though never for ever. */
const mostWaiting = 1;
const longestWaitMs = 2000;
const mostFailures = 10;

async function untilMovesAreTold({ outbox }: RunDeps, leaving: AbortSignal): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while (!leaving.aborted && performance.now() < end) {
    if ((await outbox.countMessages('clock-moved', mostWaiting)) < mostWaiting) return;
    await restUnless(leaving, 100);
  }
}

/**
 * Takes up whatever run waits, also one whose walker died, one at a time.
 *
 * @param rest after each clock that is moved it rests this many times as long as that took: a loaded machine makes the step
 *   longer, and the rest with it
 */
export function startCalendarRuns(
  deps: RunDeps,
  rest: number,
): { readonly stop: () => Promise<void> } {
  const restOf = { preview: previewRest, apply: rest };
  const { calendarRuns, now, logger } = deps;
  return startWalking({
    ...{ runs: calendarRuns, now, leaseMs, mostFailures },
    open: async () => (run: CalendarRun, lease) => steps[run.kind](deps, run, lease()),
    // What a rule refuses it refuses again; everything else another try may mend.
    isFinal: (error) => error instanceof Refusal,
    onDone: ({ id, seen }) => logger.info('calendar.run-done', { runId: id, seen }),
    fail: async ({ id }, error, lease) => {
      logger.error('calendar.run-failed', { runId: id, error: toError(error) });
      const reason = error instanceof Refusal ? error.code : toError(error).name;
      await calendarRuns.end(lease, 'failed', now(), reason);
    },
    pace: async ({ kind }, tookMs, leaving) => {
      await restUnless(leaving, Math.max(shortestRestMs, tookMs * restOf[kind]));
      if (kind === 'apply') await untilMovesAreTold(deps, leaving);
    },
  });
}
