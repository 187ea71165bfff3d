import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SourceFindRow } from '../../../../workers/store/source-finds.ts';
import type { SourceStateRow } from '../../../../workers/store/source-states.ts';
import { buildSource, openSourceHouse } from './drive-sources.ts';

let at: Awaited<ReturnType<typeof openSourceHouse>>;

beforeAll(async () => {
  at = await openSourceHouse();
}, 60_000);
afterEach(async () => {
  at.server.asked.length = 0;
  await at.set([]);
  await at.look();
  for (const name of ['source_finds', 'source_states'])
    await at.house.deps.store.rows(name).deleteMany({});
});
afterAll(() => at.stop());

const states = async () => (await at.admin.get('/api/v1/sources/states?lang=en')).body.items;

describe('a source that was entered', () => {
  test('is looked at, and what its words name is found', async () => {
    const changed = await at.set([
      buildSource('city', at.server.url('/good'), { words: ['桥面'] }),
    ]);
    await at.look();

    const { items, waiting, next } = await at.finds();
    expect([changed.status, changed.body.state]).toEqual([200, 'in-force']);
    expect([items.length, waiting, next]).toEqual([1, 1, null]);
    expect(items[0]).toMatchObject({
      ...{ title: '滨河路桥面塌陷抢修', link: 'https://news.example/a/good', outlet: 'city 报' },
      ...{ occurredAt: '2026-11-20T02:00:00.000Z', state: 'found', decidedByName: null },
    });
    expect(await states()).toMatchObject([
      { id: 'city', name: 'The city', fault: null, read: 2, wanted: 1 },
    ]);
  });

  test('is looked at by one process at a time, and again when its interval is over', async () => {
    await at.set([buildSource('city', at.server.url('/good'))]);

    await Promise.all([at.look(), at.look(), at.look()]);
    at.pass(29);
    await at.look();
    expect(at.server.asked).toEqual(['/good']);
    at.pass(1);
    await Promise.all([at.look(), at.look()]);

    expect(at.server.asked).toEqual(['/good', '/good']);
    expect((await at.finds()).items).toHaveLength(2);
  });

  test('whose look fell silent is looked at by another; the first one notes nothing any more', async () => {
    const { sourceStates, store } = at.house.deps;
    const look = { asked: 'a', everyMs: 0, at: at.now(), patienceMs: 300_000 };
    await sourceStates.claim('city', { ...look, holder: 'first' });
    const early = await sourceStates.claim('city', { ...look, holder: 'second' });
    await store
      .rows<SourceStateRow>('source_states')
      .updateOne({ _id: 'city' }, { $set: { heldAt: new Date(Date.now() - 301_000) } });
    const late = await sourceStates.claim('city', { ...look, holder: 'second' });
    await sourceStates.done('city', 'first', { lookedAt: at.now(), fault: 'failed' });
    await sourceStates.done('city', 'second', { lookedAt: at.now(), fault: null });

    expect([early, late?.holder]).toEqual([null, 'second']);
    expect(await sourceStates.list()).toMatchObject([{ fault: null, holder: null }]);
  });

  test('with other words is looked at anew, though its feed has not changed', async () => {
    await at.set([buildSource('city', at.server.url('/good'), { words: ['桥面'] })]);
    await at.look();
    await at.set([buildSource('city', at.server.url('/good'), { words: ['桥面'] })], ['文化节']);
    await at.look();

    expect((await at.finds()).items).toHaveLength(2);
  });

  test('that is hostile is told by its reason, keeps nothing of it and no other waiting', async () => {
    const wrong = ['doctype', 'laughs', 'to-private', 'to-file', 'cut', 'gone', 'broken', 'long'];
    await at.set([
      ...wrong.map((one) => buildSource(one, at.server.url(`/${one}`))),
      buildSource('city', at.server.url('/good')),
    ]);
    await at.look();

    const told = (await states()).map((one: { fault: string | null }) => one.fault);
    expect(told).toEqual([
      ...['document-type', 'document-type', 'private', 'address', 'unreachable', 'status'],
      ...['broken', 'too-large', null],
    ]);
    expect((await at.finds()).items).toHaveLength(2);
  });

  test('and broke keeps what it had, and its fault goes when it is mended', async () => {
    await at.set([buildSource('city', at.server.url('/good'))]);
    await at.look();
    await at.set([buildSource('city', at.server.url('/broken'))]);
    await at.look();
    const [broken] = await states();
    const kept = await at.finds();
    await at.set([buildSource('city', at.server.url('/good'))]);
    await at.look();
    const [mended] = await states();

    expect([broken.fault, broken.okAt, kept.items.length]).toEqual([
      ...['broken', at.now().toISOString(), 2],
    ]);
    expect(mended.fault).toBeNull();
  });

  test('and is not in use, or was taken out, is left alone', async () => {
    await at.set([buildSource('city', at.server.url('/good'), { active: false })]);
    await at.look();
    await at.set([]);
    await at.look();

    expect(at.server.asked).toEqual([]);
    expect(await states()).toEqual([]);
  });

  test.each([
    ['an address that is none', { address: 'feed' }, '/value/items/0/address', 'LINK_WRONG'],
    ['too short an interval', { every: 1 }, '/value/items/0/every', 'TOO_SMALL'],
    ['no name', { zh: '' }, '/value/items/0/zh', 'REQUIRED'],
    ['an empty word', { words: [' '] }, '/value/items/0/words/0', 'REQUIRED'],
    ['a field for its author', { author: '张三' }, '/value/items/0', 'UNKNOWN_FIELD'],
  ])('with %s is refused at its place', async (_what, given, pointer, code) => {
    const refused = await at.set([buildSource('city', at.server.url('/good'), given)]);

    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { pointer: expect.stringContaining(pointer), code },
    ]);
  });
});

describe('what is kept of a find', () => {
  test('is title, link, outlet, time and excerpt, and never who wrote it', async () => {
    await at.set([buildSource('paper', at.server.url('/gb18030'))]);
    await at.look();

    const rows = await at.house.deps.store.rows<SourceFindRow>('source_finds').find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain('周晓芸');
    expect(rows.flatMap(({ reports }) => reports.map((one) => Object.keys(one).sort()))).toEqual([
      ['excerpt', 'foundAt', 'link', 'outlet', 'page', 'publishedAt', 'sourceId', 'title'],
    ]);
  });
});
