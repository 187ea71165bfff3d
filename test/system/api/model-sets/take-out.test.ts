import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { takeOutUnused } from '../../../../workers/model-sets/take-out.ts';
import { connectStore, type Store } from '../../../../workers/store/connect.ts';
import type { SetRow } from '../../../../workers/store/model-sets.ts';
import { createRunningStore } from '../../../../workers/store/running.ts';
import { createStores } from '../../../../workers/store/stores.ts';
import { EngineError } from '../../../../workers/zeebe/port.ts';
import { type OwnDatabase, openSharedDatabase } from '../../../support/open-database.ts';
import { createKeptLog } from '../../../support/quiet-logger.ts';

let database: OwnDatabase;
let store: Store;
const at = new Date('2026-11-23T02:00:00Z');
const kinds = ['process', 'decision', 'requirements', 'form'] as const;

beforeAll(async () => {
  database = await openSharedDatabase();
  store = await connectStore(database.uri);
});
afterAll(async () => {
  await store.close();
  await database.stop();
});
beforeEach(async () => {
  await store.rows('model_sets').deleteMany({});
  await store.rows('instances').deleteMany({});
});

/** A house that has put so many sets in force, one after the other. */
async function withSets(count: number) {
  for (let number = 1; number <= count; number += 1) {
    const row: SetRow = {
      ...{ _id: `s${number}`, number, name: '', description: '', files: [], base: null },
      ...{ draftId: null, publishedBy: null, reviewedBy: null, at, inForceAt: at },
      ...{ supersededAt: null, takenOutAt: null, partitionCount: 1, partitions: [] },
      ...{ waitsFor: null, error: null, owner: null, leaseUntil: at },
      state: number === count ? 'in-force' : 'superseded',
      parts: kinds.map((kind) => ({
        ...{ kind, id: kind, version: number, file: `${kind}.x` },
        key: `${number}-${kind}`,
      })),
    };
    await store.rows<SetRow>('model_sets').insertOne(row);
  }
}

const runs = (processDefinitionKey: string, state: string) =>
  store.rows('instances').insertOne({
    ...{ state, processDefinitionKey, bpmnProcessId: 'process', version: 1, caseId: null },
  });

/** Takes out what is unused; gives what the engine was told to delete. */
async function takeOut(engineIsAway = () => false) {
  const deleted: string[] = [];
  const deleteResource = async (key: string) => {
    if (engineIsAway()) throw new EngineError('transient', 'grpc-14', 'away');
    deleted.push(key);
    return deleted.filter((one) => one === key).length > 1 ? 'gone' : 'done';
  };
  await takeOutUnused({
    ...{ modelSets: createStores(store).modelSets, running: createRunningStore(store) },
    ...{ engine: { deleteResource }, now: () => at, logger: createKeptLog() },
  });
  return deleted;
}

describe('sets nothing runs on any more', () => {
  test('leave the engine, but for the ten behind the one in force', async () => {
    await withSets(13);

    const deleted = await takeOut();

    expect(deleted).toEqual([
      ...['1-process', '1-requirements', '1-form'],
      ...['2-process', '2-requirements', '2-form'],
    ]);
    expect((await createStores(store).modelSets.find('s1'))?.takenOutAt).toEqual(at);
    expect((await createStores(store).modelSets.find('s3'))?.takenOutAt).toBeNull();
    expect(await takeOut()).toEqual([]);
  });

  test('stay as a whole while one of their diagrams runs', async () => {
    await withSets(13);
    await runs('1-process', 'active');
    await runs('2-process', 'completed');

    expect(await takeOut()).toEqual(['2-process', '2-requirements', '2-form']);
  });

  test('leave to the others what the engine took for the same', async () => {
    await withSets(12);
    await store
      .rows<SetRow>('model_sets')
      .updateOne(
        { _id: 's12', 'parts.kind': 'form' },
        { $set: { 'parts.$[form].key': '1-form' } },
        { arrayFilters: [{ 'form.kind': 'form' }] },
      );

    expect(await takeOut()).toEqual(['1-process', '1-requirements']);
  });

  test('are taken out the next time when the engine was away half through', async () => {
    await withSets(12);
    let calls = 0;
    await expect(
      takeOut(() => {
        calls += 1;
        return calls === 2;
      }),
    ).rejects.toMatchObject({ kind: 'transient' });

    expect((await createStores(store).modelSets.find('s1'))?.takenOutAt).toBeNull();
    expect(await takeOut()).toEqual(['1-process', '1-requirements', '1-form']);
  });
});
