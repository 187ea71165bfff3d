import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { type RunningMongo, startMongo } from '../../../engine/launch/mongo.mjs';

const folder = mkdtempSync(join(tmpdir(), 'huiying-mongo-'));
const start = () =>
  startMongo({
    dataDir: join(folder, 'mongo'),
    auth: true,
    secretsDir: join(folder, 'secrets'),
  });

async function asClient<T>(
  uri: string,
  use: (client: mongoose.mongo.MongoClient) => Promise<T>,
): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

let database: RunningMongo;

beforeAll(async () => {
  database = await start();
}, 120_000);

afterAll(async () => {
  await database.stop();
}, 60_000);

describe('the database of an installation', () => {
  test('lets nobody in without its password', async () => {
    const open = `mongodb://127.0.0.1:${database.port}/huiying?directConnection=true`;

    const reading = asClient(open, (client) => client.db().collection('cases').findOne());

    await expect(reading).rejects.toThrow('requires authentication');
  });

  test('lets the application nowhere but into its own data', async () => {
    const reading = asClient(database.uri, (client) =>
      client.db('admin').collection('system.users').findOne(),
    );

    await expect(reading).rejects.toThrow('not authorized');
  });

  test('keeps what it acknowledged over a kill, and is found again on another port', async () => {
    await asClient(database.uri, async (client) => {
      const session = client.startSession();
      await session.withTransaction(async () => {
        await client.db().collection('kept').insertOne({ number: 1 }, { session });
      });
      await session.endSession();
    });
    const before = database.port;
    await database.kill();

    database = await start();

    expect(database.port).not.toBe(before);
    const kept = await asClient(database.uri, (client) =>
      client.db().collection('kept').countDocuments(),
    );
    expect(kept).toBe(1);
  }, 120_000);
});
