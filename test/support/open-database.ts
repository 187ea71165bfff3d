import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../engine/launch/mongo.mjs';
import { connectStore } from '../../workers/store/connect.ts';

/** A database of a test's own. */
export interface OwnDatabase {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

/** A new database in the server that the tests of a suite share, or a server of its own where they share none. */
export async function openSharedDatabase(): Promise<OwnDatabase> {
  const address = process.env.SHARED_MONGODB_URI;
  if (address === undefined) return openOwnServer();
  const shared = new URL(address);
  shared.pathname = `/huiying-${randomUUID()}`;
  const uri = shared.href;
  return {
    uri,
    stop: async () => {
      const store = await connectStore(uri);
      await store.database().dropDatabase();
      await store.close();
    },
  };
}

/** A server of a test's own, for one that takes it away. */
export async function openOwnServer(): Promise<OwnDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-mongo-'));
  const { uri, stop } = await startMongo({ dataDir, cacheGb: 0.25, expires: false });
  return {
    uri,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
