import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../platform/errors.ts';
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
const lookEveryMs = 1000;
/** After each step it rests at least as long as the step took: half of what it could use is left to live work. */
const restShare = 1.5;
const shortestRestMs = 10;
/** While the engine has this many moved clocks to be told of, the next step waits, though never for ever. */
const mostWaiting = 100;
const longestWaitMs = 2000;
const retryAfterMs = 2000;
const mostFailures = 10;

async function quietly(ms: number, leaving: AbortSignal): Promise<void> {
  await rest(ms, undefined, { signal: leaving }).catch(() => undefined);
}

async function untilMovesAreTold({ outbox }: RunDeps, leaving: AbortSignal): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while (!leaving.aborted && performance.now() < end) {
    if ((await outbox.countMessages('clock-moved', mostWaiting)) < mostWaiting) return;
    await quietly(100, leaving);
  }
}

async function pace(
  deps: RunDeps,
  run: CalendarRun,
  tookMs: number,
  leaving: AbortSignal,
): Promise<void> {
  await quietly(Math.max(shortestRestMs, tookMs * restShare), leaving);
  if (run.kind === 'apply') await untilMovesAreTold(deps, leaving);
}

async function walk(deps: RunDeps, taken: CalendarRun, owner: string, leaving: AbortSignal) {
  const { calendarRuns, now, logger } = deps;
  const lease = () => ({ runId: taken.id, owner, until: new Date(now().getTime() + leaseMs) });
  let run = taken;
  let failures = 0;
  while (!leaving.aborted) {
    const begunAt = performance.now();
    try {
      const next = await steps[run.kind](deps, run, lease());
      if (next === 'lost') return;
      if (next === 'done') {
        await calendarRuns.end(lease(), 'done', now());
        logger.info('calendar.run-done', { runId: run.id, seen: run.seen });
        return;
      }
      run = next;
      failures = 0;
    } catch (error) {
      failures += 1;
      // What a rule refuses it refuses again; everything else another try may mend.
      if (error instanceof Refusal || failures > mostFailures) throw error;
      await quietly(retryAfterMs, leaving);
    }
    await pace(deps, run, performance.now() - begunAt, leaving);
  }
  await calendarRuns.release(lease());
}

/** Takes up whatever run waits, also one whose walker died, one at a time. */
export function startCalendarRuns(deps: RunDeps): { readonly stop: () => Promise<void> } {
  const leaving = new AbortController();
  const owner = randomUUID();
  const { calendarRuns, now, logger } = deps;

  async function work(): Promise<boolean> {
    const until = new Date(now().getTime() + leaseMs);
    const run = await calendarRuns.take(owner, now(), until);
    if (run === null) return false;
    try {
      await walk(deps, run, owner, leaving.signal);
    } catch (error) {
      logger.error('calendar.run-failed', { runId: run.id, error: toError(error) });
      const lease = { runId: run.id, owner, until };
      const reason = error instanceof Refusal ? error.code : toError(error).name;
      await calendarRuns.end(lease, 'failed', now(), reason);
    }
    return true;
  }

  async function loop(): Promise<void> {
    while (!leaving.signal.aborted) {
      // The database may be away: then nothing is under way either, and it is looked again.
      const worked = await work().catch(() => false);
      if (!worked) await quietly(lookEveryMs, leaving.signal);
    }
  }

  const looping = loop();
  return {
    stop: async () => {
      leaving.abort();
      await looping;
    },
  };
}
