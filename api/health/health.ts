import { statfs } from 'node:fs/promises';
import type { Now } from '../../workers/platform/clock.ts';
import type { Store } from '../../workers/store/connect.ts';
import type { EngineRecordStore } from '../../workers/store/engine-records.ts';
import type { PositionStore } from '../../workers/store/positions.ts';
import type { EnginePort } from '../../workers/zeebe/port.ts';

/** What keeps the house from working as it should. Complaints are taken with every one but the first. */
export type Cause =
  | 'database-unreachable'
  | 'engine-unreachable'
  | 'engine-unhealthy'
  | 'projection-behind'
  | 'disk-low';

export interface HealthReport {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly causes: readonly { readonly cause: Cause; readonly detail: string }[];
}

export interface Health {
  readonly report: () => Promise<HealthReport>;
}

export interface HealthDeps {
  readonly store: Store;
  readonly engine: Pick<EnginePort, 'topology'>;
  readonly records: Pick<EngineRecordStore, 'watermarks'>;
  readonly positions: Pick<PositionStore, 'all'>;
  readonly dataDir: string;
  readonly now: Now;
}

type Found = HealthReport['causes'][number] | null;

/** The engine rejects every command with less than this. */
const leastFreeBytes = 2 * 1024 ** 3;
const patienceMs = 2000;
const behindMs = 30_000;

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function lookAtDatabase({ store }: HealthDeps): Promise<Found> {
  return within(store.database().command({ ping: 1 })).then(
    () => null,
    () => ({ cause: 'database-unreachable', detail: 'MongoDB does not answer' }),
  );
}

async function lookAtEngine({ engine }: HealthDeps): Promise<Found> {
  const topology = await within(engine.topology()).catch(() => null);
  if (topology === null)
    return { cause: 'engine-unreachable', detail: 'Zeebe does not answer; complaints are kept' };
  const sick = topology.partitions.filter(({ hasLeader, isHealthy }) => !hasLeader || !isHealthy);
  if (sick.length === 0) return null;
  const ids = sick.map(({ id }) => id).join(', ');
  return { cause: 'engine-unhealthy', detail: `partition ${ids} has no healthy leader` };
}

async function lookAtProjection({ records, positions, now }: HealthDeps): Promise<Found> {
  const [marks, read] = await within(Promise.all([records.watermarks(), positions.all()]));
  const behind = marks.filter(({ _id, position, at }) => {
    const reached = read.find((one) => one._id === _id)?.position ?? -1;
    return reached < position && now().getTime() - at.getTime() > behindMs;
  });
  if (behind.length === 0) return null;
  const ids = behind.map(({ _id }) => _id).join(', ');
  return { cause: 'projection-behind', detail: `partition ${ids} waits to be projected` };
}

async function lookAtDisk({ dataDir }: HealthDeps): Promise<Found> {
  const disk = await statfs(dataDir).catch(() => null);
  if (disk === null) return null;
  const free = disk.bavail * disk.bsize;
  if (free >= leastFreeBytes) return null;
  const left = `${Math.round(free / 1024 ** 2)} MiB`;
  return { cause: 'disk-low', detail: `${left} free; Zeebe stops below 2 GiB` };
}

/** Looks at everything the house rests on, each with a limit, so that the answer never hangs. */
export function createHealth(deps: HealthDeps): Health {
  return {
    report: async () => {
      const [database, ...others] = await Promise.all([
        lookAtDatabase(deps),
        lookAtEngine(deps),
        lookAtProjection(deps).catch(() => null),
        lookAtDisk(deps),
      ]);
      const causes = [database, ...others].filter((found) => found !== null);
      if (database) return { status: 'unavailable', causes };
      return { status: causes.length === 0 ? 'ready' : 'degraded', causes };
    },
  };
}
