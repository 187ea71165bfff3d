import { randomUUID } from 'node:crypto';
import { startMongo } from '../../engine/launch/mongo.mjs';
import { connectStore } from '../../workers/store/connect.ts';

/** A database of a test's own. */
export interface OwnDatabase {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

/** A new database in the server that the tests of a suite share; it goes away with `stop`. */
export async function openSharedDatabase(): Promise<OwnDatabase> {
  const shared = new URL(process.env.SHARED_MONGODB_URI ?? '');
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
export async function openOwnServer(dataDir: string): Promise<OwnDatabase> {
  const { uri, stop } = await startMongo({ dataDir, cacheGb: 0.25 });
  return { uri, stop };
}
