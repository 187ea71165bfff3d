import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, startApi } from './start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
}, 60_000);
afterAll(() => house.stop());

describe('readiness', () => {
  test('is whole while everything answers', async () => {
    const whole = await request(house.app).get('/readyz');

    expect(whole.status).toBe(200);
    expect(whole.body.causes.map(({ cause }: { cause: string }) => cause)).not.toContain(
      'engine-unreachable',
    );
  });

  test('names the engine when it is away, and still takes complaints', async () => {
    house.engine.isAway = true;

    const degraded = await request(house.app).get('/readyz');

    house.engine.isAway = false;
    expect(degraded.status).toBe(200);
    expect(degraded.body).toMatchObject({ status: 'degraded' });
    expect(degraded.body.causes).toContainEqual(
      expect.objectContaining({ cause: 'engine-unreachable' }),
    );
  });

  test('names the projection when records wait longer than half a minute', async () => {
    const marks = house.deps.store.rows<{ _id: number }>('watermarks');
    await marks.insertOne({ _id: 1, ...{ position: 5, at: new Date(Date.now() - 60_000) } });

    const degraded = await request(house.app).get('/readyz');

    expect(degraded.body.causes).toContainEqual({
      cause: 'projection-behind',
      detail: 'partition 1 waits to be projected',
    });
  });
});

describe('figures of the inside', () => {
  test('are for this machine, never for what came through a proxy', async () => {
    const here = await request(house.app).get('/metrics');
    const forwarded = await request(house.app)
      .get('/metrics')
      .set('x-forwarded-for', '203.0.113.9');

    expect(here.text).toContain('huiying_http_seconds');
    expect(forwarded.status).toBe(403);
  });

  test('and the log name routes by their pattern, and nothing of a person', async () => {
    await request(house.app).get('/api/v1/register/HY20261122-0001?lang=en');
    await request(house.app).get('/api/v1/register?q=13800000000');

    const lines = JSON.stringify(house.log);
    expect(lines).toContain('/register/:number');
    expect(lines).not.toMatch(/HY20261122-0001|13800000000/);
  });
});
