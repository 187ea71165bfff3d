import type { Logger } from '../platform/logger.ts';
import type { Store } from '../store/connect.ts';
import { createEngineRecordStore } from '../store/engine-records.ts';
import { createPositionStore } from '../store/positions.ts';
import { createProjectionStore, dropProjection, type ProjectedName } from '../store/projected.ts';
import { hashProjection, rebuildProjection } from './rebuild-projection.ts';

/** Where a check builds its second projection. */
export const checkPrefix = 'check_';

/** A collection as it is and as the stream says it should be. */
export interface RebuildFinding {
  readonly name: ProjectedName;
  readonly rows: number;
  readonly rebuiltRows: number;
  readonly isEqual: boolean;
}

/** Loops a live projector may outrun before the check gives up comparing a moving target. */
const TRIES = 5;

/**
 * Projects the stream a second time, beside the live rows, and compares byte for byte. While a
 * projector is at work the comparison is repeated until the live positions stood still meanwhile.
 */
export async function checkRebuild(store: Store, logger: Logger): Promise<RebuildFinding[]> {
  const live = createPositionStore(store);
  const rebuilt = {
    records: createEngineRecordStore(store),
    positions: createPositionStore(store, checkPrefix),
    projected: createProjectionStore(store, checkPrefix),
    logger,
  };
  await dropProjection(store, checkPrefix);
  try {
    for (let left = TRIES; ; left -= 1) {
      const before = await live.all();
      await rebuildProjection(rebuilt, new Map(before.map((row) => [row._id, row.position])));
      const actual = await hashProjection(createProjectionStore(store));
      const expected = await hashProjection(rebuilt.projected);
      const hasMoved = JSON.stringify(before) !== JSON.stringify(await live.all());
      if (!hasMoved || left === 0) return compared(actual, expected);
    }
  } finally {
    await dropProjection(store, checkPrefix);
  }
}

type Hashes = Awaited<ReturnType<typeof hashProjection>>;

function compared(actual: Hashes, expected: Hashes): RebuildFinding[] {
  return actual.map(({ name, rows, hash }) => {
    const other = expected.find((one) => one.name === name);
    return { name, rows, rebuiltRows: other?.rows ?? 0, isEqual: other?.hash === hash };
  });
}
