import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Store } from '../../workers/store/connect.ts';
import { createStores } from '../../workers/store/stores.ts';
import { type Installation, openInstallation } from '../support/installation.ts';
import { putChangeInForce, type StudioDesk } from '../support/studio-desk.ts';
import { until } from '../support/until.ts';

jest.setTimeout(3_600_000);

const count = Number(process.env.PUBLICATIONS ?? 200);
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

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        // The engine throws files away while they are counted.
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function measure() {
  const { dataSize } = await store.database().stats();
  return { engine: await bytesBelow(join(house.dataDir, 'zeebe')), database: Number(dataSize) };
}

describe(`${count} sets put in force one after the other`, () => {
  test('each is in force, the last as fast as the first, and what they leave behind is told', async () => {
    const before = await measure();
    const tookMs: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const tag = await putChangeInForce(desk, 'regime.dmn', (text) =>
        text.replace(/(<!-- \d+ -->)?$/, `<!-- ${index} -->`),
      );
      const set = await createStores(store).modelSets.find(tag);
      tookMs.push((set?.inForceAt?.getTime() ?? 0) - (set?.at.getTime() ?? 0));
    }
    const after = await measure();

    const median = (values: readonly number[]) =>
      values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    const tenth = Math.max(1, Math.floor(count / 10));
    const [first, last] = [median(tookMs.slice(0, tenth)), median(tookMs.slice(-tenth))];
    const perSet = {
      engine: (after.engine - before.engine) / count,
      database: (after.database - before.database) / count,
    };
    console.log(JSON.stringify({ count, first, last, perSet }));
    expect(await store.rows('model_sets').countDocuments({ state: 'in-force' })).toBe(1);
    expect(last).toBeLessThan(4 * Math.max(first, 250));
    expect(perSet.database).toBeLessThan(4 * 1024 * 1024);
  });
});
