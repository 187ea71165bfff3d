import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ApiHouse, startApi } from '../start-api.ts';
import { forMaterial, hireMovers, openClocks } from './drive-clock.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await hireMovers(house);
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
}, 60_000);
afterAll(() => house.stop());

test('the proof of a paused clock shows the pause with its paper, on screen and as a Word document', async () => {
  const { at } = await openClocks(house);
  const office = await house.signIn('zhaolei');
  await office.post(`${at}/pause`).set('if-match', '"1"').send(forMaterial);

  const sheet = await office.get(`${at}/proof`);
  expect(sheet.body.clock.pauses).toMatchObject([forMaterial]);

  const document = await office.get(`${at}/proof.docx`).responseType('blob');
  expect(document.status).toBe(200);
  expect(document.headers['content-type']).toContain('wordprocessingml.document');
  expect(document.headers['content-disposition']).toMatch(/attachment; filename="?HY[\w-]+\.docx/);
  expect(Buffer.from(document.body).subarray(0, 2).toString()).toBe('PK');
});

test('whoever may not read the case gets no document of its clock', async () => {
  const { at } = await openClocks(house);
  const stranger = await house.signIn('fremd');

  expect((await stranger.get(`${at}/proof.docx`)).status).toBe(404);
});

test('what the comparison of clocks and timers found is for operators', async () => {
  const admin = await house.signIn('admin');
  const office = await house.signIn('zhaolei');

  expect((await admin.get('/api/v1/clocks/findings')).body).toEqual({ items: [] });
  expect((await office.get('/api/v1/clocks/findings')).status).toBe(403);
});
