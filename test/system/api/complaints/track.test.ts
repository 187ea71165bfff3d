import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, assign, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
}, 60_000);
afterAll(() => house.stop());

const track = (number: string, secret: string) =>
  request(house.app).post('/api/v1/complaints/track').send({ number, secret });

describe('tracking a complaint', () => {
  test('shows how far it is, and nobody of the house', async () => {
    const { caseId, number, secret } = await receive(house);
    await assign(house, caseId, 'U-shizheng');

    const shown = await track(number, secret.toLowerCase().replaceAll('-', ' '));

    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({ number, status: 'assigned', unitName: '城市管理局' });
    expect(JSON.stringify(shown.body)).not.toMatch(/P-|intake-clerk/);
  });

  test('answers a wrong secret exactly as an unknown number', async () => {
    const { number, secret } = await receive(house);
    const other = await receive(house);

    const answers = await Promise.all([
      track(number, '0'.repeat(26)),
      track(number, other.secret),
      track('HY20200101-9999', secret),
      track('', ''),
    ]);

    const told = answers.map(({ status, body: { instance, ...rest } }) => ({ status, rest }));
    expect(told[0]?.status).toBe(404);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('refuses a query in place of a secret', async () => {
    const { number } = await receive(house);

    const refused = await request(house.app)
      .post('/api/v1/complaints/track')
      .send({ number, secret: { $ne: '' } });

    expect(refused.status).toBe(422);
  });
});

describe('rating a reply', () => {
  test('is refused before there is one', async () => {
    const { number, secret } = await receive(house);

    const refused = await request(house.app)
      .post('/api/v1/complaints/rate')
      .send({ number, secret, answered: true, score: 5 });

    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('takes whole numbers from one to five only', async () => {
    const { number, secret } = await receive(house);

    const refused = await request(house.app)
      .post('/api/v1/complaints/rate')
      .send({ number, secret, answered: true, score: 6 });

    expect(refused.body.errors).toEqual([
      { pointer: '/score', code: 'TOO_BIG', message: '最多为 5' },
    ]);
  });
});
