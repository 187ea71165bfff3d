// One database server for all tests of a suite that need nothing of it but a database of their own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../engine/launch/mongo.mjs';

/** Called by jest before the first test of the suite; the tests find the server by its address. */
// biome-ignore lint/style/noDefaultExport: jest asks for it
export default async function startSharedServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-shared-'));
  const mongo = await startMongo({ dataDir, cacheGb: 0.5, expires: false });
  process.env.SHARED_MONGODB_URI = mongo.uri;
  globalThis.stopSharedServer = async () => {
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
