import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grantExtension } from '../../../../workers/store/extensions.ts';
import { type ApiHouse, startApi } from '../start-api.ts';
import { clockOf, forMaterial, hireMovers, openClocks, openDecision } from './drive-clock.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await hireMovers(house);
}, 60_000);
afterAll(() => house.stop());

const more = { amount: 2, reason: '需要鉴定', paper: null };

describe('moving a clock again', () => {
  test('two who pause the clock they both looked at: one is told that it changed', async () => {
    const { at, done } = await openClocks(house);
    const people = await Promise.all(['zhaolei', 'xugang'].map((login) => house.signIn(login)));

    const sent = await Promise.all(
      people.map((person) => person.post(`${at}/pause`).set('if-match', '"1"').send(forMaterial)),
    );

    expect(sent.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await clockOf(house, done)).pauses).toHaveLength(1);
  });

  test('without the version that was looked at nothing moves', async () => {
    const { at } = await openClocks(house);
    const office = await house.signIn('zhaolei');

    expect((await office.post(`${at}/pause`).send(forMaterial)).status).toBe(428);
  });

  test('a second request has to wait for the first', async () => {
    const { at } = await openClocks(house);
    const handler = await house.signIn('liqiang');
    const ask = () => handler.post(`${at}/extension`).set('if-match', '"1"').send(more);

    const sent = await Promise.all([ask(), ask()]);

    expect(sent.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(sent.map(({ body }) => body.code).filter(Boolean)).toEqual(['EXTENSION_PENDING']);
  });

  test('a grant that is carried out twice extends once', async () => {
    const { at, done, caseId } = await openClocks(house);
    const handler = await house.signIn('liqiang');
    const asked = await handler.post(`${at}/extension`).set('if-match', '"1"').send(more);
    const requestId = String(asked.body.requestId);
    const key = await openDecision(house, requestId, '31');
    const office = await house.signIn('zhaolei');
    await office.post(`/api/v1/tasks/${key}/complete`).send({ fields: { decision: 'approved' } });

    const effects = await Promise.all([
      grantExtension(house.deps, requestId, new Date()),
      grantExtension(house.deps, requestId, new Date()),
    ]);

    expect(effects).toEqual([true, true]);
    expect((await clockOf(house, done)).extensions).toHaveLength(1);
    const log = await house.deps.cases.log(caseId);
    expect(log.filter(({ type }) => type === 'grant-extension')).toHaveLength(1);
  });
});
