import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Store } from '../../workers/store/connect.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import { createStores } from '../../workers/store/stores.ts';
import { type Installation, openInstallation } from '../support/installation.ts';
import { approve, inForce, openChange, publish, type StudioDesk } from '../support/studio-desk.ts';
import { until } from '../support/until.ts';

jest.setTimeout(275_000);

let house: Installation;
let store: Store;
let desk: StudioDesk;

beforeAll(async () => {
  house = await openInstallation();
  store = await house.openStore();
  const [owner, reviewer] = await Promise.all([house.signIn('fengmei'), house.signIn('denghua')]);
  desk = { owner, reviewer };
  await until('the shipped set', () => createStores(store).modelSets.inForce());
});
afterAll(async () => {
  await store.close();
  await house.close();
});

async function startWorkers(failpoint: string): Promise<void> {
  await house.kill('workers');
  house.env.FAILPOINT = failpoint;
  await house.start('workers');
}

const versionsOf = (id: string) =>
  store.rows<DefinitionRow>('definitions').countDocuments({ kind: 'decision', id });

describe('a worker that dies while it puts a set in force', () => {
  test.each([
    ['before it deploys', 'model-set:deploying'],
    ['between deploying and saying so', 'model-set:deployed'],
    ['while it waits for the partitions', 'model-set:proving'],
    ['after it said that the set is in force', 'model-set:in-force'],
  ])('%s: another one ends it, and the engine has one version more', async (_when, failpoint) => {
    const id = await openChange(desk, 'regime.dmn', (text) => `${text}<!-- ${failpoint} -->`);
    await approve(desk, id);
    const before = await versionsOf('Decision_Regime');
    await startWorkers(failpoint);

    await publish(desk, id);
    await until('the worker to die', async () => {
      const health = `http://127.0.0.1:${house.env.WORKERS_PORT}/livez`;
      return fetch(health).then(
        () => false,
        () => true,
      );
    });
    await startWorkers('');
    const tag = await inForce(desk, id);

    const stores = createStores(store);
    expect((await stores.modelSets.inForce())?.tag).toBe(tag);
    expect(await versionsOf('Decision_Regime')).toBe(before + 1);
    expect(await store.rows('model_sets').countDocuments({ state: 'in-force' })).toBe(1);
    expect((await stores.modelDrafts.find(id))?.state).toBe('published');
  });
});
