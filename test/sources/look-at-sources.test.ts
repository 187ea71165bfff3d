import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { isPrivateAddress } from '../../workers/notify/safe-request.ts';
import { lookAtSources, type SourceDeps } from '../../workers/sources/look-at-sources.ts';
import { usualLimits } from '../../workers/sources/read-outside.ts';
import type { SourceReport } from '../../workers/store/source-finds.ts';
import type { Look, Looked, SourceStateRow } from '../../workers/store/source-states.ts';
import { createKeptLog } from '../support/quiet-logger.ts';
import { openFeedServer } from './feed-server.ts';

const now = new Date('2026-11-20T12:00:00+08:00');
let server: Awaited<ReturnType<typeof openFeedServer>>;

beforeAll(async () => {
  server = await openFeedServer();
});
afterEach(() => {
  server.asked.length = 0;
});
afterAll(() => server.close());

const nameOf = (address: string) => new URL(address).pathname.slice(1).replace(/[^a-z0-9]/g, '-');

/** A house that watches these addresses, with what it kept and noted. */
function watching(addresses: readonly string[], change: Partial<SourceDeps> = {}) {
  const words: string[] = [];
  const items = addresses.map((address) => ({
    ...{ id: nameOf(address), zh: nameOf(address), en: '', address, every: 30 },
    ...{ active: true, words },
  }));
  const kept: SourceReport[] = [];
  const states = new Map<string, SourceStateRow>();
  const first = {
    ...{ etag: null, modified: null, lookedAt: null, okAt: null, fault: null },
    ...{ faultStatus: null, read: 0, wanted: 0, heldAt: null, holder: null },
  };
  const log = createKeptLog();
  const deps: SourceDeps = {
    settings: { find: async () => ({ words: [], items }) },
    sourceFinds: {
      putOnce: async (report) => {
        kept.push(report);
        return 'new';
      },
    },
    sourceStates: {
      claim: async (_id: string, { asked, holder }: Look) => {
        const row = { ...first, ...states.get(_id), _id, asked, holder };
        states.set(_id, row);
        return row;
      },
      done: async (_id: string, _holder: string, looked: Looked) => {
        const row = states.get(_id);
        if (row !== undefined) states.set(_id, { ...row, ...looked });
      },
      keepOnly: async () => undefined,
    },
    ...{ now: () => now, logger: log, allowPrivate: true, limits: usualLimits },
    ...change,
  };
  return { deps, kept, states, log };
}

async function faultOf(path: string, change: Partial<SourceDeps> = {}) {
  const house = watching([server.url(path)], change);
  await lookAtSources(house.deps);
  return { ...house, state: house.states.get(nameOf(server.url(path))) };
}

describe('looking at a source', () => {
  test('keeps title, link, outlet, time and excerpt', async () => {
    const { kept, state } = await faultOf('/good');

    expect(kept[0]).toEqual({
      ...{ title: '滨河路桥面塌陷抢修', link: 'https://news.example/a/good', excerpt: '' },
      ...{ sourceId: 'good', page: 'link:news.example/a/good', outlet: 'good', foundAt: now },
      publishedAt: new Date('2026-11-20T10:00:00+08:00'),
    });
    expect(state).toMatchObject({ fault: null, okAt: now, read: 2, wanted: 2, etag: '"v1"' });
  });

  test('again, an answer that has not changed is not read twice', async () => {
    const { deps, kept, states } = watching([server.url('/good')]);

    await lookAtSources(deps);
    await lookAtSources(deps);

    expect(server.asked).toEqual(['/good', '/good']);
    expect(kept).toHaveLength(2);
    expect(states.get('good')).toMatchObject({ fault: null, read: 2 });
  });

  test('follows a redirect on the same site', async () => {
    expect((await faultOf('/moved')).kept).toHaveLength(2);
  });

  test('in GB18030 that its server calls something else reads what is written', async () => {
    expect((await faultOf('/gb18030')).kept[0]?.title).toBe('朱镕镇一小区电梯停运三天');
  });

  test.each([
    ['/doctype', 'document-type'],
    ['/laughs', 'document-type'],
    ['/broken', 'broken'],
    ['/page', 'no-feed'],
    ['/picture', 'charset'],
    ['/packed', 'packed'],
    ['/gone', 'status'],
    ['/loop', 'redirects'],
    ['/to-private', 'private'],
    ['/to-metadata', 'private'],
    ['/to-loopback', 'private'],
    ['/to-localhost', 'private'],
    ['/to-file', 'address'],
    ['/long', 'too-large'],
    ['/cut', 'unreachable'],
  ])('that answers as %s does notes why: %s', async (path, fault) => {
    const { kept, state, log } = await faultOf(path);

    expect(state).toMatchObject({ fault, lookedAt: now, okAt: null });
    expect(state?.faultStatus).toBe(fault === 'status' ? 410 : null);
    expect(kept).toEqual([]);
    expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('that sends a hundred megabytes is left after four', async () => {
    const before = server.bytesSent();
    const { state } = await faultOf('/flood');

    expect(state?.fault).toBe('too-large');
    // What lies in the buffers of both ends was sent besides.
    expect(server.bytesSent() - before).toBeLessThan(30 * 1024 * 1024);
  });

  test.each(['/silent', '/drip'])(
    'that never ends, as %s, is left when its time is over',
    async (path) => {
      const { state } = await faultOf(path, { limits: { ...usualLimits, ms: 300 } });

      expect(state?.fault).toBe('too-slow');
    },
  );

  test('on a private address is refused unless that is allowed', async () => {
    const { state } = await faultOf('/good', { allowPrivate: false });

    expect(isPrivateAddress('127.0.0.1')).toBe(true);
    expect(state?.fault).toBe('private');
    expect(server.asked).toEqual([]);
  });

  test('that is broken keeps no other from being looked at', async () => {
    const paths = ['/flood', '/doctype', '/to-private', '/cut', '/broken', '/good'];
    const house = watching(paths.map(server.url));

    await lookAtSources(house.deps);

    expect(house.kept.map(({ sourceId }) => sourceId)).toEqual(['good', 'good']);
    expect([...house.states.values()].every(({ lookedAt }) => lookedAt !== null)).toBe(true);
  });

  test('that cannot be kept is read whole the next time', async () => {
    const broken = { putOnce: () => Promise.reject(new Error('the database is away')) };
    const { state, log } = await faultOf('/good', { sourceFinds: broken });

    expect(state).toMatchObject({ fault: 'failed', etag: null, okAt: null });
    expect(log.lines.map(({ event }) => event)).toContain('source.failed');
  });
});
