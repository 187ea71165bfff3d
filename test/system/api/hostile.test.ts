import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Endpoint } from '../../../api/endpoint.ts';
import { declaredEndpoints } from '../../../api/openapi.ts';
import { roles } from '../../../processes/roles.ts';
import { type ApiHouse, complaint, receive, startApi } from './start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  // Somebody with every role: what is refused to them is refused for its content.
  await house.hire('everyone', ...roles.map((role) => ({ role, unitId: 'U-city' })));
}, 60_000);
afterAll(() => house.stop());

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;
const at = (path: string, value = '7') => `/api/v1${path.replace(/:\w+/g, value)}`;
// The event stream has no end of its own, and signing out takes the session away.
const finite = declaredEndpoints()
  .map(({ endpoint }) => endpoint)
  .filter((one) => !['get /events', 'delete /session'].includes(nameOf(one)));
const reading = finite.filter(({ method }) => method === 'get');
const changing = finite.filter(({ method }) => method !== 'get');
const each = (list: readonly Endpoint[]) => list.map((one) => [nameOf(one), one] as const);

const payloads = [
  '{"$ne": null}',
  '{"$where": "sleep(1000)"}',
  '{"$regex": "(a+)+$"}',
  '{"contact.email": "x@y.zz"}',
  '{"__proto__": {"isAdmin": true}}',
  '{"constructor": {"prototype": {"x": 1}}}',
  '["a"]',
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
] as const;

describe('hostile content', () => {
  test.each(each(changing))('%s takes nothing it did not ask for', async (_name, endpoint) => {
    const everyone = await house.signIn('everyone');
    const [users, units] = [await house.deps.users.list(), await house.deps.units.list()];

    const statuses: number[] = [];
    for (const payload of payloads) {
      const call = everyone[endpoint.method](at(endpoint.path)).type('json');
      statuses.push((await call.set('if-match', '"1"').send(payload)).status);
    }

    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect(await house.deps.users.list()).toEqual(users);
    expect(await house.deps.units.list()).toEqual(units);
  });

  test.each(each(reading))('%s knows no query but its own', async (_name, endpoint) => {
    const everyone = await house.signIn('everyone');
    const queries = ['?q[$ne]=1', '?$where=1', '?sort=passwordHash', '?limit=1&limit=2'];

    const answers = await Promise.all(
      queries.map((query) => everyone.get(`${at(endpoint.path)}${query}`)),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  });

  test('a cursor that was made up is refused', async () => {
    const everyone = await house.signIn('everyone');
    const madeUp = Buffer.from('{"receivedAt":{"$gt":""},"id":{"$ne":1}}').toString('base64url');

    const answers = await Promise.all(
      ['/cases', '/tasks', '/register'].map((path) =>
        everyone.get(`/api/v1${path}`).query({ cursor: madeUp }),
      ),
    );

    expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('CURSOR_UNREADABLE'));
  });

  test('words to look for are words, whatever signs they hold', async () => {
    const everyone = await house.signIn('everyone');
    await receive(house, { subject: '路灯 (a+)+$ 不亮' });
    const found = async (q: string) => {
      const { body } = await everyone.get('/api/v1/cases').query({ q });
      return body.total;
    };

    expect(await found('(a+)+$')).toBe(1);
    expect(await found('.*')).toBe(0);
  });
});

describe('members nobody may set', () => {
  test.each([
    ['a complaint', 'post', '/complaints', { ...complaint, _id: 'x', receivedAt: '2020-01-01' }],
    ['a person', 'post', '/users', { login: 'x1', name: 'X', roles: [], passwordHash: 'h' }],
    ['a unit', 'post', '/units', { id: 'U-x', name: 'X', parentId: 'U-city', path: [], tier: 1 }],
    ['a session', 'patch', '/session', { language: 'en', roles: [] }],
  ] as const)('of %s', async (_what, method, path, body) => {
    const everyone = await house.signIn('everyone');

    const refused = await everyone[method](`/api/v1${path}`).send(body);

    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].code).toBe('UNKNOWN_FIELD');
  });
});

describe('a request of another site', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as const;

  test.each(each(changing))('%s is refused', async (_name, endpoint) => {
    const everyone = await house.signIn('everyone');

    const answers = await Promise.all(
      foreign.map((headers) =>
        everyone[endpoint.method](at(endpoint.path)).set(headers).type('json').send('{}'),
      ),
    );

    expect(answers.map(({ body }) => body.code)).toEqual(foreign.map(() => 'CROSS_SITE'));
  });

  test('cannot use a form: neither its content types nor an empty body', async () => {
    const send = () => request(house.app).post('/api/v1/tasks/7/claim');

    const answers = await Promise.all([
      send(),
      send().type('form').send('a=1'),
      send().type('text/plain').send('{}'),
      send().field('a', '1'),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 415, 415, 403]);
  });
});
