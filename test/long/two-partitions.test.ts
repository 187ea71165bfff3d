import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Store } from '../../workers/store/connect.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import { createStores, type Stores } from '../../workers/store/stores.ts';
import { rulesInForce } from '../../workers/verify/rules-in-force.ts';
import { submitComplaint } from '../support/citizen-client.ts';
import { type Installation, openInstallation } from '../support/installation.ts';
import {
  approve,
  inForce,
  openChange,
  publish,
  putChangeInForce,
  readDraft,
  type StudioDesk,
} from '../support/studio-desk.ts';
import { until } from '../support/until.ts';

jest.setTimeout(270_000);

let house: Installation;
let store: Store;
let stores: Stores;
let desk: StudioDesk;

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '0' }, 2);
  store = await house.openStore();
  stores = createStores(store);
  const [owner, reviewer] = await Promise.all([house.signIn('fengmei'), house.signIn('denghua')]);
  desk = { owner, reviewer };
});
afterAll(async () => {
  await store.close();
  await house.close();
});

/** Four complaints a second: many times a city's load, and what two cores still carry beside an engine that starts. */
const everyMs = 250;

/** Complaints at an even pace until it is stopped. */
function load() {
  const name = randomUUID();
  let goesOn = true;
  let sent = 0;
  const sending = (async () => {
    while (goesOn) {
      const [receipt] = await Promise.all([
        submitComplaint(house.baseUrl, `load-${name}-${sent}`),
        pause(everyMs),
      ]);
      if (receipt !== null) sent += 1;
    }
  })();
  return {
    stop: async () => {
      goesOn = false;
      await sending;
      return sent;
    },
  };
}

/** Complaints that began on a partition after a set was in force there, and not with that set or a later one. */
async function begunWithOlder(tag: string): Promise<string[]> {
  const set = await stores.modelSets.find(tag);
  const later = await store.rows<InstanceRow>('instances').find({
    bpmnProcessId: 'complaint',
    startedAt: { $gt: set?.inForceAt ?? new Date() },
  });
  const wrong: string[] = [];
  for await (const { _id, processDefinitionKey } of later) {
    const diagram = await store
      .rows<DefinitionRow>('definitions')
      .findOne({ _id: processDefinitionKey });
    const used = await stores.modelSets.find(diagram?.versionTag ?? '');
    if ((used?.number ?? 0) < (set?.number ?? 0)) wrong.push(_id);
  }
  return wrong;
}

const marked = (word: string) => (text: string) => `${text}<!-- ${word} -->`;

describe('on an engine of two partitions, under load', () => {
  test('a set is in force when both have shown it', async () => {
    const shipped = await until('the shipped set', () => stores.modelSets.inForce());
    const working = load();

    const tag = await putChangeInForce(desk, 'regime.dmn', marked('calm'));

    await until('new cases', async () => {
      const { inForceAt } = (await stores.modelSets.find(tag)) ?? {};
      const count = await store.rows<InstanceRow>('instances').countDocuments({
        bpmnProcessId: 'complaint',
        startedAt: { $gt: inForceAt ?? new Date() },
      });
      return count > 10;
    });
    await working.stop();
    const set = await stores.modelSets.find(tag);
    expect(shipped.partitions.map(({ partition }) => partition).sort()).toEqual([1, 2]);
    expect(set?.partitions.map(({ partition }) => partition).sort()).toEqual([1, 2]);
    expect(await begunWithOlder(tag)).toEqual([]);
  });

  test.each([0, 100])(
    'the engine dies %s ms after the set was asked for: it comes into force on both, and no case begins with the older one afterwards',
    async (waitMs) => {
      const id = await openChange(desk, 'regime.dmn', marked(`died-${waitMs}`));
      await approve(desk, id);
      const working = load();

      await publish(desk, id);
      await until('the engine to be asked', async () => {
        const { publication } = await readDraft(desk, id);
        const begun = publication?.state !== 'deploying' || waitMs === 0;
        return begun;
      });
      const diesAt = performance.now() + waitMs;
      await until('its hour', () => performance.now() >= diesAt);
      await house.kill('Zeebe');
      await house.start('Zeebe');
      const tag = await inForce(desk, id);
      const before = await store.rows('cases').countDocuments({});
      await until(
        'ten more cases',
        async () => (await store.rows('cases').countDocuments({})) > before + 10,
      );
      const sent = await working.stop();

      expect(sent).toBeGreaterThan(10);
      const set = await stores.modelSets.find(tag);
      expect(set?.partitions.map(({ partition }) => partition).sort()).toEqual([1, 2]);
      expect(await begunWithOlder(tag)).toEqual([]);
    },
  );

  test('afterwards every instance and every decision on both partitions was by the version in force', async () => {
    const evidence = { store, stores, dataDir: house.dataDir, now: new Date(), receipts: null };
    const finding = await until('all complaints to have begun', async () => {
      const waiting = await stores.outbox.countWaiting(new Date());
      return waiting.waiting === 0 && rulesInForce.run(evidence);
    });

    expect(finding.violations).toEqual([]);
    expect(finding.seen).toBeGreaterThan(100);
    const partitions = await store.rows<InstanceRow>('instances').distinct('partition');
    expect(partitions.sort()).toEqual([1, 2]);
  });
});
