import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SourceFindRow } from '../../../../workers/store/source-finds.ts';
import { openSourceHouse } from './drive-sources.ts';

let at: Awaited<ReturnType<typeof openSourceHouse>>;

beforeAll(async () => {
  at = await openSourceHouse();
}, 60_000);
afterEach(async () => {
  await at.house.deps.store.rows('source_finds').deleteMany({});
});
afterAll(() => at.stop());

type Desk = typeof at.watch;
const link = (n: number | string) => `https://news.example/a/${n}`;
const decide = (by: Desk, id: string, verdict: string, was = 'found') =>
  by.post(`/api/v1/sources/finds/${id}/decision`).send({ verdict, was });
const rowOf = (id: string) =>
  at.house.deps.store.rows<SourceFindRow>('source_finds').findOne({ _id: id });

async function findOne(): Promise<string> {
  await at.report({ link: link(1), title: '滨河路桥面塌陷抢修' });
  return (await at.finds()).items[0].id;
}

describe('reports', () => {
  test('of one page are one find, whoever shared it and however often it is seen', async () => {
    const first = await at.report({ link: link(1) });
    const again = await at.report({ link: link(1) });
    const shared = await at.report({ link: `${link(1)}?utm_source=rss` }, 'b');

    expect([first, again, shared]).toEqual(['new', 'known', 'joined']);
    const { items } = await at.finds();
    expect(items).toHaveLength(1);
    expect(items[0].reports).toHaveLength(2);
  });

  test('with one headline within some days are one find, known by the earliest', async () => {
    const title = '滨河路桥面塌陷，现场已封闭';
    await at.report({ link: link(1), title });
    const publishedAt = new Date(at.now().getTime() - 3_600_000);
    await at.report({ link: link(2), title: '【滨河路】桥面塌陷 现场已封闭', publishedAt }, 'b');
    const old = new Date(at.now().getTime() - 20 * 86_400_000);
    const apart = await at.report({ link: link(3), title, publishedAt: old });

    expect(apart).toBe('new');
    const { items } = await at.finds();
    expect(items[0]).toMatchObject({
      ...{ link: link(2), outlet: 'b 报', occurredAt: publishedAt.toISOString() },
      reports: [{ link: link(2) }, { link: link(1) }],
    });
  });

  test('that come at the same time are one find', async () => {
    const put = await Promise.all(
      ['a', 'b', 'c', 'd'].map((source) => at.report({ link: link(1) }, source)),
    );

    expect(put.filter((one) => one === 'new')).toHaveLength(1);
    expect((await at.finds()).items).toHaveLength(1);
  });

  test('stand the newest first, page after page, each once', async () => {
    for (const n of [1, 2, 3, 4, 5])
      await at.report({
        link: link(n),
        publishedAt: new Date(at.now().getTime() - (n % 3) * 1000),
      });

    const first = await at.finds('found', '&limit=2');
    const second = await at.finds('found', `&limit=2&cursor=${first.next}`);
    const third = await at.finds('found', `&limit=2&cursor=${second.next}`);

    const shown = [first, second, third].flatMap(({ items }) => items);
    const times = shown.map(({ occurredAt }) => occurredAt);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(5);
    expect(times).toEqual([...times].sort().reverse());
    expect(third.next).toBeNull();
  });

  test('that nobody found relevant are dropped after 90 days; the database sees to it', async () => {
    const id = await findOne();
    const days = ((await rowOf(id))?.expiresAt?.getTime() ?? 0) - at.now().getTime();
    const indexes = await at.house.deps.store.rows('source_finds').listIndexes().toArray();

    expect(days).toBe(90 * 86_400_000);
    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
    );
  });
});

describe('deciding on a find', () => {
  test('takes it out of what waits, and what is relevant stays', async () => {
    const id = await findOne();

    const decided = await decide(at.watch, id, 'relevant');

    expect(decided.status).toBe(200);
    expect(decided.body).toMatchObject({ id, state: 'relevant', decidedByName: 'watch 某' });
    expect((await at.finds()).items).toEqual([]);
    expect((await at.finds('relevant')).items).toMatchObject([{ id }]);
    expect((await rowOf(id))?.expiresAt).toBeNull();
  });

  test('again is answered as the first time', async () => {
    const id = await findOne();
    const first = await decide(at.watch, id, 'irrelevant');

    const again = await decide(at.watch, id, 'irrelevant');

    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test('that somebody else decided on meanwhile is refused, whatever was decided', async () => {
    const id = await findOne();
    await decide(at.duty, id, 'irrelevant');

    const other = await decide(at.watch, id, 'relevant');
    const same = await decide(at.watch, id, 'irrelevant');

    expect([other.status, other.body.code]).toEqual([409, 'FIND_DECIDED']);
    expect([same.status, same.body.code]).toEqual([409, 'FIND_DECIDED']);
    expect((await rowOf(id))?.decidedBy?.userId).toBe('P-duty');
  });

  test('of two at once holds for one', async () => {
    const id = await findOne();

    const both = await Promise.all([
      decide(at.watch, id, 'relevant'),
      decide(at.duty, id, 'irrelevant'),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('can be taken back by whoever sees it, and its time runs again', async () => {
    const id = await findOne();
    await decide(at.watch, id, 'relevant');

    const back = await decide(at.duty, id, 'found', 'relevant');

    expect(back.body.state).toBe('found');
    expect((await rowOf(id))?.expiresAt).not.toBeNull();
  });

  test('that is not there any more is told', async () => {
    const gone = await decide(at.watch, 'a'.repeat(64), 'relevant');

    expect([gone.status, gone.body.code]).toEqual([404, 'FIND_UNKNOWN']);
  });

  test('joins later reports to the decision', async () => {
    const id = await findOne();
    await decide(at.watch, id, 'irrelevant');
    await at.report({ link: link(9), title: '滨河路桥面塌陷抢修' }, 'b');

    expect((await at.finds()).items).toEqual([]);
    expect((await at.finds('irrelevant')).items[0].reports).toHaveLength(2);
  });
});

describe('finds', () => {
  test('are seen and decided on by those whose work it is', async () => {
    const id = await findOne();
    const readings = [at.handler, at.admin].map((desk) => desk.get('/api/v1/sources/finds'));

    for (const { status } of await Promise.all(readings)) expect(status).toBe(403);
    expect((await decide(at.admin, id, 'relevant')).status).toBe(403);
    expect((await at.admin.get('/api/v1/sources/states')).body.mayEdit).toBe(true);
    expect((await at.watch.get('/api/v1/sources/states')).body.mayEdit).toBe(false);
    expect((await at.handler.get('/api/v1/sources/states')).status).toBe(403);
  });

  test('that are relevant become an incident with what is known of them', async () => {
    const id = await findOne();
    const { body } = await decide(at.watch, id, 'relevant');

    const raised = await at.watch.post('/api/v1/incidents').send({
      ...{ title: body.title, link: body.link, outlet: body.outlet, occurredAt: body.occurredAt },
      ...{ what: '桥面塌陷。', kind: 'problem', foundBy: 'news', harm: 'none', spread: 'local' },
      mass: false,
    });

    expect(raised.status).toBe(201);
  });

  test('are asked for page by page only with a place that was given out', async () => {
    const refused = await at.watch.get('/api/v1/sources/finds?cursor=eyJhdCI6MX0');

    expect(refused.body.code).toBe('CURSOR_UNREADABLE');
  });
});
