import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';

let house: CitizenHouse;
beforeAll(async () => {
  house = await startCitizenHouse();
}, 60_000);
afterAll(() => house.stop());

test('anybody finds the calculator from the start page and is told the date, day by day, without scripts', async () => {
  expect((await request(house.app).get('/')).text).toContain('href="/calculator"');

  const page = await request(house.app).get(
    '/calculator?date=2026-09-29&time=10:00&rule=&amount=8&unit=wd',
  );

  expect(page.status).toBe(200);
  expect(page.text).toContain('最迟答复：10月15日');
  expect(page.text).toContain('调休上班日');
  expect(page.text).not.toContain('<script');
  expect(page.headers['set-cookie']).toBeUndefined();
});

test('what cannot be counted is said at its field', async () => {
  const page = await request(house.app).get('/calculator?date=2026-02-30&rule=&amount=0&unit=wd');

  expect(page.status).toBe(422);
  expect(page.text).toContain('href="#date"');
  expect(page.text).toContain('href="#amount"');
});
