import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { toError } from '../platform/errors.ts';
import type { MigrationRun } from '../store/migrations.ts';
import { migrateBatch } from './migrate-batch.ts';
import { DiagramMissing, type MigrationDeps, moveOf } from './run-step.ts';

/** A walker that is silent this long is taken to have died. Longer than the engine may take for one answer. */
const leaseMs = 30_000;
const lookEveryMs = 1000;
/** After each batch it rests: live work comes first. */
const restShare = 0.5;
const retryAfterMs = 2000;
const mostFailures = 10;

async function quietly(ms: number, leaving: AbortSignal): Promise<void> {
  await rest(ms, undefined, { signal: leaving }).catch(() => undefined);
}

async function walk(deps: MigrationDeps, taken: MigrationRun, owner: string, leaving: AbortSignal) {
  const { migrations, now, logger } = deps;
  const leasing = () => ({ runId: taken.id, owner, until: new Date(now().getTime() + leaseMs) });
  const move = await moveOf(deps, taken);
  let run = taken;
  let failures = 0;
  while (!leaving.aborted) {
    const begunAt = performance.now();
    try {
      const next = await migrateBatch(deps, run, move, leasing);
      if (next === 'lost') return;
      if (next === 'done') {
        await migrations.end(leasing(), 'done', now());
        logger.info('migration.run-done', { runId: run.id, seen: run.seen });
        return;
      }
      run = next;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures > mostFailures) throw error;
      await quietly(retryAfterMs, leaving);
    }
    await quietly((performance.now() - begunAt) * restShare, leaving);
  }
  await migrations.release(leasing());
}

/** Takes up whatever migration waits, also one whose walker died, one at a time. */
export function startMigrations(deps: MigrationDeps): { readonly stop: () => Promise<void> } {
  const leaving = new AbortController();
  const owner = randomUUID();
  const { migrations, now, logger } = deps;

  async function work(): Promise<boolean> {
    const until = new Date(now().getTime() + leaseMs);
    const run = await migrations.take(owner, now(), until);
    if (run === null) return false;
    try {
      await walk(deps, run, owner, leaving.signal);
    } catch (error) {
      logger.error('migration.run-failed', { runId: run.id, error: toError(error) });
      const lease = { runId: run.id, owner, until };
      const reason = error instanceof DiagramMissing ? 'DIAGRAM_MISSING' : toError(error).name;
      await migrations.end(lease, 'failed', now(), reason);
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
