import { canonicalJson } from '../../processes/canonical-json.ts';
import { sha256 } from '../platform/digest.ts';
import type { EngineRecordStore } from '../store/engine-records.ts';
import type { PositionStore } from '../store/positions.ts';
import { type ProjectedName, type ProjectionStore, projectedNames } from '../store/projected.ts';
import { openProgress, type ProgressDeps } from './progress.ts';

/** One collection of the projection and its hash: equal hashes mean equal rows, byte for byte. */
export interface CollectionHash {
  readonly name: ProjectedName;
  readonly rows: number;
  readonly hash: string;
}

/** Hashes every row of every collection, in the order of keys. */
export async function hashProjection(
  projected: Pick<ProjectionStore, 'all'>,
): Promise<CollectionHash[]> {
  const hashes: CollectionHash[] = [];
  for (const name of projectedNames) {
    let rows = 0;
    let hash = '';
    for await (const row of projected.all(name)) {
      rows += 1;
      hash = sha256(`${hash}${canonicalJson(row)}`);
    }
    hashes.push({ name, rows, hash });
  }
  return hashes;
}

export interface RebuildDeps extends ProgressDeps {
  readonly records: Pick<EngineRecordStore, 'between' | 'watermarks'>;
  /** Rows and positions beside the live ones, empty. */
  readonly projected: ProjectionStore;
  readonly positions: PositionStore;
}

const OWNER = 'rebuild';
const LEASE_MS = 60_000;

/**
 * Projects the whole stream anew.
 *
 * @param upTo by partition: the last position to project; default the watermarks
 * @param onProgress told now and then how far it is
 */
export async function rebuildProjection(
  { records, positions, ...others }: RebuildDeps,
  upTo?: ReadonlyMap<number, number>,
  onProgress: (partition: number, position: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const epoch = await positions.takeLease(OWNER, LEASE_MS);
  if (epoch === null) throw new Error('Somebody else is rebuilding.');
  const marks =
    upTo ?? new Map((await records.watermarks()).map((mark) => [mark._id, mark.position]));
  const progress = await openProgress({ records, positions, ...others }, epoch, 1000);
  for (const [partition, mark] of [...marks].sort(([a], [b]) => a - b)) {
    while (await progress.step(partition, mark)) {
      await positions.renewLease(OWNER, epoch, LEASE_MS);
      await onProgress(partition, progress.positions().get(partition) ?? 0);
    }
  }
  await positions.releaseLease(OWNER, epoch);
}
