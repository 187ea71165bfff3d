import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import type { Now } from './clock.ts';

/** The right to go on with a run until somebody else may take it for abandoned. */
export interface RunLease {
  readonly runId: string;
  readonly owner: string;
  readonly until: Date;
}

/** Where runs are kept, as far as walking them goes. */
interface Runs<R> {
  /** Takes a run that waits, or whose walker has died. */
  readonly take: (owner: string, now: Date, until: Date) => Promise<R | null>;
  readonly end: (lease: RunLease, state: 'done', at: Date) => Promise<void>;
  readonly release: (lease: RunLease) => Promise<void>;
}

/** One step: the run after it, `done`, or `lost` when it was stopped or another has taken it. */
type Step<R> = (run: R, lease: () => RunLease) => Promise<R | 'done' | 'lost'>;

/** How the runs of one kind are walked. */
export interface RunWalk<R extends { readonly id: string }> {
  readonly runs: Runs<R>;
  readonly now: Now;
  /** A walker that is silent this long is taken to have died, ms. */
  readonly leaseMs: number;
  /** So many failures in a row end a run. */
  readonly mostFailures: number;
  /** Prepares a run that was taken; what it throws ends the run. */
  readonly open: (run: R) => Promise<Step<R>>;
  /** What another try will not mend. */
  readonly isFinal?: (error: unknown) => boolean;
  readonly onRetry?: (run: R, error: unknown) => void;
  readonly onDone: (run: R) => void;
  /** Says why a run failed, and ends it so. */
  readonly fail: (run: R, error: unknown, lease: RunLease) => Promise<void>;
  /** Leaves room for live work after a step that took so many ms. */
  readonly pace: (run: R, tookMs: number, leaving: AbortSignal) => Promise<void>;
}

const lookEveryMs = 1000;
const retryAfterMs = 2000;

/** Waits, or stops waiting when it is time to leave. */
export async function restUnless(leaving: AbortSignal, ms: number): Promise<void> {
  await rest(ms, undefined, { signal: leaving }).catch(() => undefined);
}

async function walkOne<R extends { readonly id: string }>(
  walk: RunWalk<R>,
  taken: R,
  lease: () => RunLease,
  leaving: AbortSignal,
): Promise<void> {
  const step = await walk.open(taken);
  let run = taken;
  let failures = 0;
  while (!leaving.aborted) {
    const begunAt = performance.now();
    try {
      const next = await step(run, lease);
      if (next === 'lost') return;
      if (next === 'done') {
        await walk.runs.end(lease(), 'done', walk.now());
        walk.onDone(run);
        return;
      }
      run = next;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (walk.isFinal?.(error) === true || failures > walk.mostFailures) throw error;
      walk.onRetry?.(run, error);
      await restUnless(leaving, retryAfterMs);
    }
    await walk.pace(run, performance.now() - begunAt, leaving);
  }
  await walk.runs.release(lease());
}

/** Takes up whatever run waits, also one whose walker died, one at a time. */
export function startWalking<R extends { readonly id: string }>(
  walk: RunWalk<R>,
): { readonly stop: () => Promise<void> } {
  const leaving = new AbortController();
  const owner = randomUUID();
  const until = () => new Date(walk.now().getTime() + walk.leaseMs);

  async function work(): Promise<boolean> {
    const run = await walk.runs.take(owner, walk.now(), until());
    if (run === null) return false;
    const lease = () => ({ runId: run.id, owner, until: until() });
    try {
      await walkOne(walk, run, lease, leaving.signal);
    } catch (error) {
      await walk.fail(run, error, lease());
    }
    return true;
  }

  async function loop(): Promise<void> {
    while (!leaving.signal.aborted) {
      // The database may be away: then nothing is under way either, and it is looked again.
      const worked = await work().catch(() => false);
      if (!worked) await restUnless(leaving.signal, lookEveryMs);
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
