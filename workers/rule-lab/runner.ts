import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../platform/errors.ts';
import type { ReplayRun } from '../store/replays.ts';
import { openReplay, type ReplayDeps, type ReplayGround, replayStep } from './walk-replay.ts';

/** A walker that is silent this long is taken to have died. */
const leaseMs = 20_000;
const lookEveryMs = 1000;
/** After each page it rests a while: what it could use is left to live work. */
const restShare = 0.3;
const retryAfterMs = 2000;
const mostFailures = 5;

async function quietly(ms: number, leaving: AbortSignal): Promise<void> {
  await rest(ms, undefined, { signal: leaving }).catch(() => undefined);
}

/** What a rule refuses it refuses again; the lab may be busy or away for a moment, and so may the database. */
function isFinal(error: unknown): boolean {
  const passing = ['RULE_LAB_BUSY', 'RULE_LAB_AWAY'];
  return error instanceof Refusal && !passing.includes(error.code);
}

function reasonOf(error: unknown): NonNullable<ReplayRun['error']> {
  if (!(error instanceof Refusal)) return { code: 'FAILED', file: '', place: '' };
  const { file = '', place = '' } = error.params;
  return { code: error.code, file: String(file), place: String(place) };
}

async function walk(
  deps: ReplayDeps,
  taken: ReplayRun,
  owner: string,
  leaving: AbortSignal,
): Promise<void> {
  const { replays, now, logger } = deps;
  const lease = () => ({ runId: taken.id, owner, until: new Date(now().getTime() + leaseMs) });
  let run = taken;
  let ground: ReplayGround | null = null;
  let failures = 0;
  while (!leaving.aborted) {
    const begunAt = performance.now();
    try {
      ground ??= await openReplay(deps, run);
      const next = await replayStep(deps, run, lease(), ground);
      if (next === 'lost') return;
      if (next === 'done') {
        await replays.end(lease(), 'done', now());
        logger.info('rule-lab.replay-done', { runId: run.id, seen: run.seen });
        return;
      }
      run = next;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (isFinal(error) || failures > mostFailures) throw error;
      logger.warn('rule-lab.replay-retried', { runId: run.id, error: toError(error) });
      await quietly(retryAfterMs, leaving);
    }
    await quietly((performance.now() - begunAt) * restShare, leaving);
  }
  await replays.release(lease());
}

/** Takes up whatever replay waits, also one whose walker died, one at a time. */
export function startReplays(deps: ReplayDeps): { readonly stop: () => Promise<void> } {
  const leaving = new AbortController();
  const owner = randomUUID();
  const { replays, now, logger } = deps;

  async function work(): Promise<boolean> {
    const until = new Date(now().getTime() + leaseMs);
    const run = await replays.take(owner, now(), until);
    if (run === null) return false;
    try {
      await walk(deps, run, owner, leaving.signal);
    } catch (error) {
      const reason = reasonOf(error);
      // A draft that cannot be evaluated is told to whoever wrote it; nobody else has to mend anything.
      if (error instanceof Refusal)
        logger.info('rule-lab.replay-refused', { runId: run.id, ...reason });
      else logger.error('rule-lab.replay-failed', { runId: run.id, error: toError(error) });
      await replays.end({ runId: run.id, owner, until }, 'failed', now(), reason);
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
