import { toError } from '../platform/errors.ts';
import { restUnless, startWalking } from '../platform/walk-runs.ts';
import type { MigrationRun } from '../store/migrations.ts';
import { migrateBatch } from './migrate-batch.ts';
import { DiagramMissing, type MigrationDeps, moveOf } from './run-step.ts';

/** A walker that is silent this long is taken to have died. Longer than the engine may take for one answer. */
const leaseMs = 30_000;
/** After each batch it rests: live work comes first. */
const restShare = 0.5;
const mostFailures = 10;

/** Takes up whatever migration waits, also one whose walker died, one at a time. */
export function startMigrations(deps: MigrationDeps): { readonly stop: () => Promise<void> } {
  const { migrations, now, logger } = deps;
  return startWalking({
    ...{ runs: migrations, now, leaseMs, mostFailures },
    open: async (taken: MigrationRun) => {
      const move = await moveOf(deps, taken);
      return (run, lease) => migrateBatch(deps, run, move, lease);
    },
    onDone: ({ id, seen }) => logger.info('migration.run-done', { runId: id, seen }),
    fail: async ({ id }, error, lease) => {
      logger.error('migration.run-failed', { runId: id, error: toError(error) });
      const reason = error instanceof DiagramMissing ? 'DIAGRAM_MISSING' : toError(error).name;
      await migrations.end(lease, 'failed', now(), reason);
    },
    pace: (_, tookMs, leaving) => restUnless(leaving, tookMs * restShare),
  });
}
