import { randomUUID } from 'node:crypto';
import type { EngineRecordStore } from '../store/engine-records.ts';
import type { PositionStore } from '../store/positions.ts';
import type { ProjectionStore } from '../store/projected.ts';
import { Overtaken, openProgress, type Progress, type ProgressDeps } from './progress.ts';
import { createSignal } from './signal.ts';

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

const LONGEST_PAUSE_MS = 5000;

/**
 * Projects the engine's records into the inbox and its neighbours. Of several processes one is
 * active; another takes over when it stops or falls silent. An outage of the database is sat out.
 */
export function startProjection(
  deps: ProjectionDeps,
  { leaseMs = 5000, safetyMs = 2000, batchSize = 500 }: ProjectionOptions = {},
): Projection {
  const { records, positions, logger } = deps;
  const owner = randomUUID();
  const signal = createSignal();
  const marks = new Map<number, number>();
  let progress: Progress | null = null;
  let stopping = false;

  async function run(): Promise<void> {
    let pause = 100;
    while (!stopping) {
      try {
        const epoch = await positions.takeLease(owner, leaseMs);
        if (epoch === null) await signal.wait(leaseMs / 4);
        else await projectUnder(epoch);
        pause = 100;
      } catch (error) {
        if (stopping) return;
        logger.warn('projection.interrupted', { error });
        await signal.wait(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  async function projectUnder(epoch: number): Promise<void> {
    logger.info('projection.active', { epoch });
    let held = true;
    const renewal = setInterval(() => {
      positions.renewLease(owner, epoch, leaseMs).then(
        (renewed) => {
          held = renewed;
          if (!renewed) signal.ring();
        },
        // The database is away: the loop meets the same error, and the lease ends by itself.
        () => undefined,
      );
    }, leaseMs / 3);
    try {
      progress = await openProgress(deps, epoch, batchSize);
      await follow(progress, () => held && !stopping);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    } finally {
      progress = null;
      clearInterval(renewal);
      if (stopping) await positions.releaseLease(owner, epoch).catch(() => undefined);
      logger.info('projection.passive', { epoch });
    }
  }

  async function follow(current: Progress, goOn: () => boolean): Promise<void> {
    let isStale = true;
    const bell = records.openBell((mark) => {
      if (mark === null) isStale = true;
      else raise(mark._id, mark.position);
      signal.ring();
    });
    try {
      while (goOn()) {
        if (isStale) {
          isStale = false;
          for (const mark of await records.watermarks()) raise(mark._id, mark.position);
        }
        if (!(await stepAll(current)) && !(await signal.wait(safetyMs))) isStale = true;
      }
    } finally {
      await bell.close().catch(() => undefined);
    }
  }

  function raise(partition: number, position: number): void {
    marks.set(partition, Math.max(position, marks.get(partition) ?? 0));
  }

  async function stepAll(current: Progress): Promise<boolean> {
    let moved = false;
    for (const [partition, mark] of marks) {
      moved = (!stopping && (await current.step(partition, mark))) || moved;
    }
    return moved;
  }

  const running = run();
  return {
    status: () => ({
      isActive: progress !== null,
      positions: Object.fromEntries(progress?.positions() ?? []),
      watermarks: Object.fromEntries(marks),
    }),
    stop: async () => {
      stopping = true;
      signal.ring();
      await running;
    },
  };
}
