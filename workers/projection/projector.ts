import { randomUUID } from 'node:crypto';
import type { EngineRecordStore } from '../store/engine-records.ts';
import type { PositionStore } from '../store/positions.ts';
import type { ProjectionStore } from '../store/projected.ts';
import { holdLease, type Lease } from './lease.ts';
import { type Marks, openMarks } from './marks.ts';
import { Overtaken, openProgress, type Progress, type ProgressDeps } from './progress.ts';
import { createSignal, type Signal } from './signal.ts';

export interface ProjectionDeps extends ProgressDeps {
  readonly records: EngineRecordStore;
  readonly projected: ProjectionStore;
  readonly positions: PositionStore;
}

export interface ProjectionOptions {
  /** How long a silent projector keeps the lease, in ms. */
  readonly leaseMs?: number;
  /** How often the watermarks are read though no bell rang, in ms. */
  readonly safetyMs?: number;
  /** Most records of one transaction. */
  readonly batchSize?: number;
  /** Least pause between two rounds of transactions under load, in ms. */
  readonly paceMs?: number;
}

/** How a projection stands, for health and metrics. */
export interface ProjectionStatus {
  /** Whether this process is the one that projects. */
  readonly isActive: boolean;
  /** By partition: records up to here are shown. */
  readonly positions: Readonly<Record<string, number>>;
  /** By partition: records up to here are there to be shown. */
  readonly watermarks: Readonly<Record<string, number>>;
}

export interface Projection {
  readonly status: () => ProjectionStatus;
  /** Ends the step at hand and gives the lease back. */
  readonly stop: () => Promise<void>;
}

const LONGEST_REST_MS = 5000;
const LONGEST_PACE_MS = 50;
const usual = { leaseMs: 5000, safetyMs: 2000, batchSize: 500, paceMs: 10 } as const;

/**
 * Projects the engine's records into the inbox and its neighbours. Of several processes one is
 * active; another takes over when it stops or falls silent. An outage of the database is sat out.
 */
export function startProjection(deps: ProjectionDeps, given: ProjectionOptions = {}): Projection {
  const options = { ...usual, ...given };
  const { logger } = deps;
  const owner = randomUUID();
  const signal = createSignal();
  let current: { progress: Progress; marks: Marks } | null = null;
  let stopping = false;

  async function run(): Promise<void> {
    let rest = 100;
    while (!stopping) {
      try {
        const lease = await holdLease(deps.positions, owner, options.leaseMs, signal.ring);
        if (lease === null) await signal.wait(options.leaseMs / 4);
        else await projectUnder(lease);
        rest = 100;
      } catch (error) {
        if (stopping) return;
        logger.warn('projection.interrupted', { error });
        await signal.wait(rest);
        rest = Math.min(rest * 2, LONGEST_REST_MS);
      }
    }
  }

  async function projectUnder(lease: Lease): Promise<void> {
    logger.info('projection.active', { epoch: lease.epoch });
    const marks = openMarks(deps.records, signal.ring);
    try {
      const progress = await openProgress(deps, lease.epoch, options.batchSize);
      current = { progress, marks };
      while (lease.isHeld() && !stopping) await followOn(progress, marks, signal, options);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    } finally {
      current = null;
      await marks.close();
      await lease.end(stopping);
      logger.info('projection.passive', { epoch: lease.epoch });
    }
  }

  const running = run();
  return {
    status: () => ({
      isActive: current !== null,
      positions: Object.fromEntries(current?.progress.positions() ?? []),
      watermarks: Object.fromEntries(current?.marks.all() ?? []),
    }),
    stop: async () => {
      stopping = true;
      signal.ring();
      await running;
    },
  };
}

/** One round over the partitions; when there was nothing to do, it waits for the bell. */
async function followOn(
  progress: Progress,
  marks: Marks,
  signal: Signal,
  { paceMs, safetyMs }: Required<ProjectionOptions>,
): Promise<void> {
  await marks.refresh();
  const started = performance.now();
  let moved = false;
  for (const [partition, watermark] of marks.all()) {
    moved = (await progress.step(partition, watermark)) || moved;
  }
  if (moved) await rest(Math.max(paceMs, performance.now() - started));
  else if (!(await signal.wait(safetyMs))) marks.distrust();
}

/**
 * As long as the round took: on a busy machine rounds are slow, and fewer larger ones cost less
 * of it. The first round after a silence waits for nothing.
 */
async function rest(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_PACE_MS)));
}
