import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRebuild } from '../../../workers/projection/check-rebuild.ts';
import { hashProjection } from '../../../workers/projection/rebuild-projection.ts';
import type { EngineRecordRow, WatermarkRow } from '../../../workers/store/engine-records.ts';
import { createPositionStore, type PositionRow } from '../../../workers/store/positions.ts';
import { createProjectionStore, type DeadLetterRow } from '../../../workers/store/projected.ts';
import { createTaskStore } from '../../../workers/store/tasks.ts';
import { buildRecord, buildTaskValue, recordedStream } from '../../projection/stream.ts';
import { createAlarms, type Database, project, startDatabase, until } from './world.ts';

jest.setTimeout(120_000);

describe('the projection', () => {
  let database: Database;

  beforeAll(async () => {
    database = await startDatabase();
  });

  afterAll(() => database?.stop());

  /** As the exporter does: rows first, then the watermark. */
  async function write(rows: readonly EngineRecordRow[]): Promise<void> {
    const { store } = database;
    for (const row of rows) {
      const { _id, ...fields } = row;
      await store
        .rows<EngineRecordRow>('engine_records')
        .replaceOne({ _id }, fields, { upsert: true });
      await store
        .rows<WatermarkRow>('watermarks')
        .updateOne(
          { _id: row.partition },
          { $max: { position: row.position }, $set: { at: row.at } },
          { upsert: true },
        );
    }
  }

  async function nextPosition(): Promise<number> {
    const mark = await database.store.rows<WatermarkRow>('watermarks').findOne({ _id: 1 });
    return (mark?.position ?? 0) + 1;
  }

  async function caughtUp(partition: number, position: number): Promise<void> {
    const positions = createPositionStore(database.store);
    await until(async () =>
      (await positions.all()).some((row) => row._id === partition && row.position >= position),
    );
  }

  test('is equal byte for byte when it is built a second time', async () => {
    const projection = project(database.store);
    const stream = await recordedStream();
    await write(stream);
    await caughtUp(1, stream.filter(({ partition }) => partition === 1).at(-1)?.position ?? 0);
    await caughtUp(2, stream.filter(({ partition }) => partition === 2).at(-1)?.position ?? 0);

    const findings = await checkRebuild(database.store, createAlarms().logger);

    expect(findings.filter(({ isEqual }) => !isEqual)).toEqual([]);
    expect(findings.find(({ name }) => name === 'tasks')?.rows).toBe(4);
    await projection.stop();
  });

  test('notices a row that somebody changed', async () => {
    const tasks = database.store.rows<{ _id: string; name: string }>('tasks');
    const task = await until(() => tasks.findOne({}));
    await tasks.updateOne({ _id: task._id }, { $set: { name: 'forged' } });

    const findings = await checkRebuild(database.store, createAlarms().logger);

    expect(findings.filter(({ isEqual }) => !isEqual).map(({ name }) => name)).toEqual(['tasks']);
    await tasks.updateOne({ _id: task._id }, { $set: { name: task.name } });
  });

  test('is unchanged when the last records come twice more', async () => {
    const before = await hashProjection(createProjectionStore(database.store));
    for (let time = 0; time < 2; time += 1) {
      await database.store
        .rows<PositionRow>('positions')
        .updateMany({}, { $set: { position: 20 } });
      const projection = project(database.store, { batchSize: 3 + time });
      await write((await recordedStream()).toReversed());
      await caughtUp(1, await nextPosition().then((next) => next - 1));
      await projection.stop();
    }

    expect(await hashProjection(createProjectionStore(database.store))).toEqual(before);
  });

  test('passes over a poisoned record with an alarm, and its position goes on', async () => {
    const { raised, logger } = createAlarms();
    const projection = project(database.store, {}, logger);
    const at = await nextPosition();

    await write([
      buildRecord({ position: at, valueType: 'TELEPATHY' }),
      buildRecord({ position: at + 1, value: null }),
      buildRecord({
        position: at + 2,
        value: buildTaskValue({ userTaskKey: 'long', elementId: 'e'.repeat(1_000_000) }),
      }),
      buildRecord({
        position: at + 3,
        value: buildTaskValue({ userTaskKey: '9007199254740993123' }),
      }),
    ]);

    await caughtUp(1, at + 3);
    const tasks = createTaskStore(database.store);
    expect((await tasks.find('9007199254740993123'))?.state).toBe('open');
    const letters = await database.store
      .rows<DeadLetterRow>('dead_letters')
      .find({})
      .sort({ position: 1 })
      .toArray();
    expect(letters.map(({ position }) => position)).toEqual([at, at + 1]);
    expect(raised.map(({ event }) => event)).toEqual([
      'projection.dead-letter',
      'projection.dead-letter',
    ]);
    await projection.stop();
  });

  test('has one active projector; another takes over when it stops', async () => {
    const first = project(database.store, { leaseMs: 60_000 });
    await until(async () => first.status().isActive);
    const second = project(database.store, { leaseMs: 400 });
    const at = await nextPosition();
    await write([
      buildRecord({ position: at, value: buildTaskValue({ userTaskKey: 'by-first' }) }),
    ]);
    await caughtUp(1, at);
    expect(second.status().isActive).toBe(false);

    await first.stop();

    await until(async () => second.status().isActive);
    await write([
      buildRecord({ position: at + 1, value: buildTaskValue({ userTaskKey: 'by-second' }) }),
    ]);
    await caughtUp(1, at + 1);
    await second.stop();
  });

  test('shuts out a projector that fell silent, and takes its place', async () => {
    const silent = createPositionStore(database.store);
    const epoch = await until(() => silent.takeLease('silent', 300));
    const next = project(database.store, { leaseMs: 400 });
    await until(async () => next.status().isActive);
    const before = await until(async () => (await silent.all()).find((row) => row._id === 1));

    const written = await createProjectionStore(database.store).commit({
      partition: 1,
      from: before.position,
      to: before.position + 1000,
      epoch,
      changes: {},
    });

    expect(written).toBe(false);
    expect(await silent.openPartition(9, epoch)).toBe(false);
    expect(await silent.renewLease('silent', epoch, 300)).toBe(false);
    await next.stop();
  });
});
