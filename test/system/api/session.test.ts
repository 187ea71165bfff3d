import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, password, startApi } from './start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('wangmin', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
}, 60_000);
afterAll(() => house.stop());

const cookieOf = (headers: Record<string, unknown>) =>
  String([headers['set-cookie']].flat()[0] ?? '');

describe('a session', () => {
  test('begins under a new id, whatever cookie came along', async () => {
    const first = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'wangmin', password });
    const planted = cookieOf(first.headers).split(';')[0] ?? '';

    const second = await request(house.app)
      .post('/api/v1/session')
      .set('cookie', planted)
      .send({ login: 'admin', password });

    expect(second.status).toBe(200);
    expect(cookieOf(second.headers).split(';')[0]).not.toBe(planted);
    const withPlanted = await request(house.app).get('/api/v1/session').set('cookie', planted);
    expect(withPlanted.status).toBe(401);
  });

  test('has a cookie that scripts cannot read and other sites do not send', async () => {
    const entered = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'wangmin', password });

    expect(cookieOf(entered.headers)).toMatch(/HttpOnly/);
    expect(cookieOf(entered.headers)).toMatch(/SameSite=Lax/);
  });

  test('goes by itself after its hours, and its store has no connection of its own that could fail', async () => {
    const { store, sessionStore } = house.deps;
    const [row] = await store.rows<{ expires: Date }>('sessions').find().limit(1).toArray();
    const rules = await store.rows('sessions').indexes();

    expect(rules).toContainEqual(
      expect.objectContaining({ key: { expires: 1 }, expireAfterSeconds: 0 }),
    );
    expect(row?.expires.getTime()).toBeGreaterThan(Date.now());
    expect(sessionStore).toHaveProperty('options.client', store.connection.getClient());
    expect(sessionStore).toHaveProperty('options.autoRemove', 'disabled');
  });

  test('is worth nothing after signing out', async () => {
    const entered = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'wangmin', password });
    const cookie = cookieOf(entered.headers).split(';')[0] ?? '';

    await request(house.app).delete('/api/v1/session').set('cookie', cookie).set('x-huiying', '1');

    const after = await request(house.app).get('/api/v1/session').set('cookie', cookie);
    expect(after.status).toBe(401);
    expect(after.body.code).toBe('NOT_SIGNED_IN');
  });

  test('ends at once when roles are changed or the person is disabled', async () => {
    await house.hire('leaver', { role: 'office', unitId: 'U-office' });
    const leaver = await house.signIn('leaver');
    const admin = await house.signIn('admin');
    expect((await leaver.get('/api/v1/cases')).status).toBe(200);

    const changed = await admin
      .patch('/api/v1/users/P-leaver')
      .set('if-match', '"1"')
      .send({ roles: [], reason: '调离' });
    expect(changed.status).toBe(200);
    expect((await leaver.get('/api/v1/cases')).status).toBe(401);

    const again = await house.signIn('leaver');
    await admin
      .patch('/api/v1/users/P-leaver')
      .set('if-match', '"2"')
      .send({ disabled: true, reason: '调离' });
    expect((await again.get('/api/v1/session')).status).toBe(401);
    const refused = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'leaver', password });
    expect(refused.body.code).toBe('LOGIN_WRONG');
  });

  test('keeps the language of the person', async () => {
    await house.hire('lily', { role: 'office', unitId: 'U-office' });
    const lily = await house.signIn('lily');

    await lily.patch('/api/v1/session').send({ language: 'en' });

    const nothing = await lily.get('/api/v1/cases/none');
    expect(nothing.body.title).toBe('No such case');
  });
});

describe('signing in', () => {
  test('answers an unknown login as it answers a wrong password', async () => {
    await house.hire('known', { role: 'office', unitId: 'U-office' });
    const tried = (login: string) =>
      request(house.app).post('/api/v1/session').send({ login, password: 'wrong' });

    const [known, unknown] = [await tried('known'), await tried('nobody-at-all')];

    const { instance: one, ...knownProblem } = known.body;
    const { instance: other, ...unknownProblem } = unknown.body;
    expect(known.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(unknownProblem).toEqual(knownProblem);
    expect(one).not.toBe(other);
  });

  test('is slowed down after five wrong passwords, also when they come at once', async () => {
    await house.hire('target', { role: 'office', unitId: 'U-office' });
    const tries = Array.from({ length: 12 }, () =>
      request(house.app).post('/api/v1/session').send({ login: 'target', password: 'wrong' }),
    );

    const answers = await Promise.all(tries);

    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(7);
    expect(Number(slowed[0]?.headers['retry-after'])).toBeGreaterThan(0);
    const right = await request(house.app)
      .post('/api/v1/session')
      .send({ login: 'target', password });
    expect(right.status).toBe(429);
  });

  test('takes a query object for no password', async () => {
    const tried = await request(house.app)
      .post('/api/v1/session')
      .send({ login: { $ne: null }, password: { $ne: null } });

    expect(tried.status).toBe(422);
    expect(tried.body.errors).toEqual([
      expect.objectContaining({ pointer: '/login', code: 'WRONG_TYPE' }),
      expect.objectContaining({ pointer: '/password', code: 'WRONG_TYPE' }),
    ]);
  });
});
