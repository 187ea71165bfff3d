import type { Logger } from '../platform/logger.ts';
import type { EngineRecordRow, EngineRecordStore } from '../store/engine-records.ts';
import type { PositionStore } from '../store/positions.ts';
import {
  type Changes,
  isRefusedContent,
  type ProjectedName,
  type ProjectionStore,
} from '../store/projected.ts';
import { deadLetterOf, missingRows, projectBatch, readRecord } from './project-batch.ts';
import { createRows } from './rows.ts';

/** Another process projects now; this one must not write any more. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

export interface ProgressDeps {
  readonly records: Pick<EngineRecordStore, 'between'>;
  readonly projected: Pick<ProjectionStore, 'load' | 'commit'>;
  readonly positions: Pick<PositionStore, 'all' | 'openPartition'>;
  readonly logger: Logger;
}

/** How far the projection is, and one step further. */
export interface Progress {
  readonly positions: () => ReadonlyMap<number, number>;
  /**
   * Projects the next records of a partition up to its watermark.
   *
   * @returns false when there were none
   * @throws Overtaken when the lease is lost
   */
  readonly step: (partition: number, watermark: number) => Promise<boolean>;
}

const ROWS_IN_MEMORY = 5000;

/**
 * Goes on from the stored positions under a lease.
 *
 * @param batchSize most records of one transaction
 */
export async function openProgress(
  deps: ProgressDeps,
  epoch: number,
  batchSize: number,
): Promise<Progress> {
  const { records, projected, logger } = deps;
  const stored = await deps.positions.all();
  const positions = new Map(stored.map((row) => [row._id, row.position]));
  const furthest = new Map(stored.map((row) => [row._id, row.furthest]));
  // Only the holder of the lease writes rows, so what it has read or written stays true.
  const rows = createRows();

  async function positionOf(partition: number): Promise<number> {
    const known = positions.get(partition);
    if (known !== undefined) return known;
    if (!(await deps.positions.openPartition(partition, epoch))) throw lost();
    positions.set(partition, 0);
    return 0;
  }

  async function loadMissing(wanted: ReadonlyMap<ProjectedName, readonly string[]>) {
    await Promise.all([...wanted].map(([name, keys]) => loadInto(name, keys)));
  }

  async function loadInto<K extends ProjectedName>(name: K, keys: readonly string[]) {
    rows.hold(name, keys, await projected.load(name, keys));
  }

  async function commit(partition: number, batch: readonly EngineRecordRow[], changes: Changes) {
    const from = await positionOf(partition);
    const to = batch.at(-1)?.position ?? from;
    if (!(await projected.commit({ partition, from, to, epoch, changes }))) throw lost();
    positions.set(partition, to);
    furthest.set(partition, Math.max(to, furthest.get(partition) ?? 0));
    for (const { _id, valueType, intent, reason } of changes.dead_letters ?? []) {
      logger.error('projection.dead-letter', { record: _id, valueType, intent, reason });
    }
  }

  async function projectOnto(partition: number, batch: readonly EngineRecordRow[]) {
    const read = batch.map(readRecord);
    try {
      await loadMissing(missingRows(read, rows, furthest.get(partition) ?? 0));
      await commit(partition, batch, projectBatch(read, rows));
    } catch (error) {
      rows.clear();
      throw error;
    }
    rows.trim(ROWS_IN_MEMORY);
  }

  /** Finds the one record whose rows the database refuses, and passes over it alone. */
  async function projectOneByOne(partition: number, batch: readonly EngineRecordRow[]) {
    for (const row of batch) {
      try {
        await projectOnto(partition, [row]);
      } catch (error) {
        if (!isRefusedContent(error)) throw error;
        const reason = error instanceof Error ? error.message : 'refused by the database';
        await commit(partition, [row], { dead_letters: [deadLetterOf(row, reason)] });
      }
    }
  }

  return {
    positions: () => positions,
    step: async (partition, watermark) => {
      const from = await positionOf(partition);
      if (from >= watermark) return false;
      const batch = await records.between(partition, from, watermark, batchSize);
      if (batch.length === 0) return false;
      try {
        await projectOnto(partition, batch);
      } catch (error) {
        if (!isRefusedContent(error)) throw error;
        await projectOneByOne(partition, batch);
      }
      return true;
    },
  };
}

function lost(): Overtaken {
  return new Overtaken('another process projects now');
}
