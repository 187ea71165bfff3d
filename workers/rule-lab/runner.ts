import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../platform/errors.ts';
import { restUnless, startWalking } from '../platform/walk-runs.ts';
import type { ReplayRun } from '../store/replays.ts';
import { openReplay, type ReplayDeps, type ReplayGround, replayStep } from './walk-replay.ts';

/** A walker that is silent this long is taken to have died. */
const leaseMs = 20_000;
/** After each page it rests a while: what it could use is left to live work. */
const restShare = 0.3;
const mostFailures = 5;

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

/** Takes up whatever replay waits, also one whose walker died, one at a time. */
export function startReplays(deps: ReplayDeps): { readonly stop: () => Promise<void> } {
  const { replays, now, logger } = deps;
  return startWalking({
    ...{ runs: replays, now, leaseMs, mostFailures, isFinal },
    open: async () => {
      // Opened within the step: a lab that is away for a moment is asked again.
      let ground: ReplayGround | null = null;
      return async (run: ReplayRun, lease) => {
        ground ??= await openReplay(deps, run);
        return replayStep(deps, run, lease(), ground);
      };
    },
    onRetry: ({ id }, error) =>
      logger.warn('rule-lab.replay-retried', { runId: id, error: toError(error) }),
    onDone: ({ id, seen }) => logger.info('rule-lab.replay-done', { runId: id, seen }),
    fail: async ({ id }, error, lease) => {
      const reason = reasonOf(error);
      // A draft that cannot be evaluated is told to whoever wrote it; nobody else has to mend anything.
      if (error instanceof Refusal)
        logger.info('rule-lab.replay-refused', { runId: id, ...reason });
      else logger.error('rule-lab.replay-failed', { runId: id, error: toError(error) });
      await replays.end(lease, 'failed', now(), reason);
    },
    pace: (_, tookMs, leaving) => restUnless(leaving, tookMs * restShare),
  });
}
