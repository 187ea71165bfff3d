import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, complaint, startApi } from './start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi({}, 'own');
  await house.hire('office', { role: 'office', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

describe('while the database is away', () => {
  test('everything is refused with a sentence and a time to come again, and says why', async () => {
    const office = await house.signIn('office');
    await house.stopDatabase();

    const [sent, list, topics, ready] = await Promise.all([
      request(house.app).post('/api/v1/complaints').send(complaint),
      office.get('/api/v1/cases'),
      request(house.app).get('/api/v1/topics'),
      request(house.app).get('/readyz'),
    ]);

    expect([sent.status, sent.body.code]).toEqual([503, 'DATABASE_UNREACHABLE']);
    expect([list.status, list.body.code]).toEqual([503, 'DATABASE_UNREACHABLE']);
    expect(Number(sent.headers['retry-after'])).toBeGreaterThan(0);
    expect(topics.status).toBe(200);
    expect([ready.status, ready.body.status]).toEqual([503, 'unavailable']);
  }, 60_000);
});
