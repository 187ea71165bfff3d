import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { hashProjection } from '../../../workers/projection/rebuild-projection.ts';
import type { EngineRecordRow, WatermarkRow } from '../../../workers/store/engine-records.ts';
import { createProjectionStore } from '../../../workers/store/projected.ts';
import { createTaskStore } from '../../../workers/store/tasks.ts';
import { recordedStream } from '../../projection/stream.ts';
import { type Database, project, startDatabase, until } from './world.ts';

jest.setTimeout(120_000);

describe('the command that builds the projection anew', () => {
  let database: Database;

  beforeAll(async () => {
    database = await startDatabase();
    const stream = await recordedStream();
    await database.store.rows<EngineRecordRow>('engine_records').insertMany(stream);
    await database.store.rows<WatermarkRow>('watermarks').insertMany(
      [1, 2].map((partition) => ({
        _id: partition,
        position: stream.findLast((row) => row.partition === partition)?.position ?? 0,
        at: new Date(),
      })),
    );
  });

  afterAll(() => database?.stop());

  async function run(...args: string[]) {
    const command = ['--import', 'tsx', 'workers/projection/rebuild.ts', ...args];
    const child = spawn(process.execPath, command, {
      env: {
        PATH: process.env.PATH,
        MONGODB_URI: database.uri,
        SESSION_SECRET: 'a secret for a test',
        TRACKING_SECRET: 'a secret for a test',
        DIGEST_SECRET: 'a secret for a test',
      },
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, said };
  }

  test('makes what the records say, and finds it equal', async () => {
    expect(await run()).toMatchObject({ code: 0 });

    expect(await createTaskStore(database.store).ofCase('C-0')).toHaveLength(2);
    expect(await run('--check')).toMatchObject({ code: 0 });
  });

  test('made once more makes the same, and the projector goes on from there', async () => {
    const before = await hashProjection(createProjectionStore(database.store));

    expect(await run()).toMatchObject({ code: 0 });

    expect(await hashProjection(createProjectionStore(database.store))).toEqual(before);
    const projection = project(database.store);
    await until(async () => Object.keys(projection.status().positions).length === 2);
    await projection.stop();
  });

  test('names the collection in which somebody changed a row', async () => {
    const tasks = database.store.rows<{ _id: string; state: string }>('tasks');
    await tasks.updateOne({ state: 'open' }, { $set: { state: 'completed' } });

    const { code, said } = await run('--check');

    expect(code).toBe(1);
    expect(said).toMatch(/tasks\s+DIFFERS/);
  });

  test('touches nothing while a projector is at work, and says what to do', async () => {
    const projection = project(database.store);
    await until(async () => projection.status().isActive);

    const { code, said } = await run();

    expect(code).toBe(2);
    expect(said).toContain('stop the workers first');
    await projection.stop();
  });
});
