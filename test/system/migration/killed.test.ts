import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { Store } from '../../../workers/store/connect.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import type { TimerRow } from '../../../workers/store/timers.ts';
import { submitComplaint } from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { verifySettled } from '../../support/verify.ts';
import { deployChanged } from './deploy-changed.ts';

jest.setTimeout(280_000);

const complaints = 30;
const receipts: string[] = [];
const run = z.object({
  id: z.string(),
  state: z.string(),
  seen: z.number(),
  total: z.number().nullable(),
  tally: z.record(z.string(), z.number()),
});
let house: Installation;
let store: Store;
let owner: DeskClient;

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '100000', JOB_LOCK_SECONDS: '15' });
  store = await house.openStore();
  owner = await house.signIn('fengmei');
});
afterAll(async () => {
  await store.close();
  await house.close();
});

const instances = () => store.rows<InstanceRow>('instances');
const timers = async () =>
  (await store.rows<TimerRow>('timers').find({ state: 'created' }).sort({ _id: 1 }).toArray()).map(
    ({ _id, dueAt }) => ({ _id, dueAt }),
  );

async function restartWorkers(failpoint: string): Promise<void> {
  await house.kill('workers');
  house.env.FAILPOINT = failpoint;
  await house.start('workers');
}

describe('workers killed in the middle of a migration', () => {
  let id = '';
  let before: { _id: string; dueAt: Date }[] = [];

  test('thirty complaints wait for their pre-check on the first version', async () => {
    for (let n = 0; n < complaints; n += 1) {
      const receipt = await submitComplaint(house.baseUrl, `migrate-${n}`);
      receipts.push(receipt?.number ?? '');
    }
    await until(
      'thirty open tasks',
      async () =>
        (await store
          .rows('tasks')
          .countDocuments({ elementId: 'Task_PreCheck', state: 'open' })) === complaints,
      120_000,
    );
    before = await until('two clocks each', async () => {
      const found = await timers();
      return found.length === 2 * complaints && found;
    });
  });

  test('it is asked for, and the workers die after the engine was told of the first batch', async () => {
    const [fromKey, toKey] = await deployChanged(house, store);
    await restartWorkers('migration:told');
    const asked = await owner.post('/migrations', { fromKey, toKey, reason: '新版改了名称' });
    expect(asked.status).toBe(202);
    id = run.parse(asked.body).id;

    const told = await until('the first batch to be told', async () => {
      const items = await store.rows('migration_items').countDocuments({ outcome: 'told' });
      return items > 0 && items;
    });
    await until('the engine to have moved them', async () => {
      const there = await store
        .rows('engine_records')
        .countDocuments({ intent: 'ELEMENT_MIGRATED', 'value.elementType': 'PROCESS' });
      return there === told;
    });

    expect(told).toBe(20);
    expect(run.parse((await owner.get(`/migrations/${id}`)).body).seen).toBe(0);
  });

  test('others take it up: every case is on the new version once, no timer has moved', async () => {
    await restartWorkers('');
    const done = await until(
      'the migration to be done',
      async () => {
        const found = run.parse((await owner.get(`/migrations/${id}`)).body);
        return found.state === 'done' && found;
      },
      120_000,
    );

    expect([done.seen, done.total]).toEqual([complaints, complaints]);
    expect(done.tally).toEqual({
      ...{ migrated: complaints, held: 0, failed: 0, ended: 0, timersMoved: 0, clocksMoved: 0 },
    });
    expect(await instances().countDocuments({ bpmnProcessId: 'complaint', version: 2 })).toBe(
      complaints,
    );
    expect(await timers()).toEqual(before);
    const tasks = store.rows<{ _id: string; name: string }>('tasks');
    expect(await tasks.countDocuments({ state: 'open', name: '受理初审' })).toBe(complaints);
  });

  test('who asked and why is on record', async () => {
    const log = await store.rows<{ _id: string }>('operator_actions').find({}).toArray();

    expect(log).toEqual([expect.objectContaining({ deed: 'migrate', reason: '新版改了名称' })]);
  });

  test('afterwards every invariant holds', async () => {
    const { violations } = await verifySettled(house, receipts);

    expect(violations).toEqual([]);
  });
});
