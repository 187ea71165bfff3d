import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Store } from '../../../workers/store/connect.ts';
import type { DecisionRow } from '../../../workers/store/decisions.ts';
import type { DefinitionRow } from '../../../workers/store/definitions.ts';
import { openDraftWith } from '../../../workers/store/draft-from-files.ts';
import { createStores, type Stores } from '../../../workers/store/stores.ts';
import { rulesInForce } from '../../../workers/verify/rules-in-force.ts';
import { submitComplaint } from '../../support/citizen-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import {
  approve,
  inForce,
  openChange,
  publish,
  putChangeInForce,
  readDraft,
  type StudioDesk,
} from '../../support/studio-desk.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(270_000);

let house: Installation;
let store: Store;
let stores: Stores;
let desk: StudioDesk;

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '0' });
  store = await house.openStore();
  stores = createStores(store);
  const [owner, reviewer] = await Promise.all([house.signIn('fengmei'), house.signIn('denghua')]);
  desk = { owner, reviewer };
});
afterAll(async () => {
  await store.close();
  await house.close();
});

/** The tag of the set whose regime decided about a new complaint. */
async function decidedBy(key: string): Promise<string | null> {
  const receipt = await submitComplaint(house.baseUrl, key);
  const found = await until('the regime of the case', async () => {
    const row = await store.rows('cases').findOne({ number: receipt?.number ?? '' });
    return store
      .rows<DecisionRow>('decisions')
      .findOne({ caseId: String(row?._id), decisionId: 'Decision_Regime' });
  });
  const used = await store
    .rows<DefinitionRow>('definitions')
    .findOne({ _id: found.decisionKey ?? '' });
  return used?.versionTag ?? null;
}

const marked = (word: string) => (text: string) => `${text}<!-- ${word} -->`;
const tagInForce = async () => (await stores.modelSets.inForce())?.tag ?? '';

describe('a set', () => {
  test('the shipped one is the first, in force once the engine has shown all of it', async () => {
    const set = await until('the shipped set', () => stores.modelSets.inForce());

    expect([set.number, set.partitionCount, set.publishedBy]).toEqual([1, 1, null]);
    expect(set.partitions.map(({ partition }) => partition)).toEqual([1]);
    expect(set.files.length).toBeGreaterThan(20);
    expect(await decidedBy('shipped')).toBe(set.tag);
  });

  test('comes into force from a draft that another person approved; new cases get it', async () => {
    const before = await tagInForce();

    const tag = await putChangeInForce(desk, 'regime.dmn', marked('first'));

    expect(await decidedBy('first')).toBe(tag);
    expect(await tagInForce()).toBe(tag);
    const older = await stores.modelSets.find(before);
    expect([older?.state, older?.supersededAt]).toEqual(['superseded', expect.any(Date)]);
    const set = await stores.modelSets.find(tag);
    expect(set).toMatchObject({ number: 2, base: before, state: 'in-force', error: null });
    const draft = await stores.modelDrafts.find(set?.draftId ?? '');
    expect([draft?.state, draft?.publishing]).toEqual(['published', null]);
  });

  test('of two published at once the first comes into force, the second has to be brought up to date', async () => {
    const one = await openChange(desk, 'regime.dmn', marked('one'));
    const two = await openChange(desk, 'routing.dmn', marked('two'));
    await approve(desk, one);
    await approve(desk, two);

    await Promise.all([publish(desk, one), publish(desk, two)]);

    const states = await until('both to be decided', async () => {
      const drafts = await Promise.all([readDraft(desk, one), readDraft(desk, two)]);
      const ended = drafts.map(({ publication }) => publication?.state ?? '');
      return ended.every((state) => state === 'in-force' || state === 'failed') && drafts;
    });
    const failed = states.find(({ publication }) => publication?.state === 'failed');
    expect(states.map(({ publication }) => publication?.state).sort()).toEqual([
      'failed',
      'in-force',
    ]);
    expect(failed?.publication?.error?.code).toBe('BASE_MOVED');
    expect(failed?.state).toBe('approved');
    const late = states[0] === failed ? one : two;
    const rebased = await desk.owner.post(`/studio/drafts/${late}/rebase`, {});
    expect(rebased.status).toBe(200);
    await approve(desk, late);
    await publish(desk, late);
    const tag = await inForce(desk, late);
    const texts = new Map((await stores.modelSets.contents(tag)).map((f) => [f.name, f.content]));
    expect(texts.get('regime.dmn')).toContain('<!-- one -->');
    expect(texts.get('routing.dmn')).toContain('<!-- two -->');
  });

  test('waits while the engine is away and says so; the draft stays as it was approved', async () => {
    const id = await openChange(desk, 'regime.dmn', marked('away'));
    await approve(desk, id);
    await house.kill('Zeebe');

    await publish(desk, id);
    const waiting = await until('word that the engine is away', async () => {
      const draft = await readDraft(desk, id);
      return draft.publication?.waitsFor === 'engine' && draft;
    });
    await house.start('Zeebe');
    const tag = await inForce(desk, id);

    expect([waiting.state, waiting.publication?.state]).toEqual(['approved', 'deploying']);
    expect(await decidedBy('away')).toBe(tag);
  });

  test('an older one is restored as a draft that equals it, and decides again', async () => {
    const first = (await stores.modelSets.list({ before: 2, limit: 1 }))[0];
    const person = await store.rows('users').findOne({ login: 'fengmei' });
    const wanted = { name: '恢复', description: '', files: first?.files ?? [], isWhole: true };
    const hand = { at: new Date(), userId: String(person?._id), ownsProcesses: true };
    const draft = await openDraftWith(stores, wanted, hand);
    await approve(desk, draft.id);
    await publish(desk, draft.id);

    const tag = await inForce(desk, draft.id);

    expect((await stores.modelSets.find(tag))?.files).toEqual(first?.files);
    expect(await decidedBy('restored')).toBe(tag);
  });

  test('every instance and every decision was by the version in force', async () => {
    const evidence = { store, stores, dataDir: house.dataDir, now: new Date(), receipts: null };

    const { seen, violations } = await rulesInForce.run(evidence);

    expect(violations).toEqual([]);
    expect(seen).toBeGreaterThan(8);
  });
});
