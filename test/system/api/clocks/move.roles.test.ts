import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ApiHouse, startApi } from '../start-api.ts';
import { clockOf, forMaterial, hireMovers, openClocks, openDecision } from './drive-clock.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await hireMovers(house);
  await house.hire(
    'beide',
    { role: 'unit-handler', unitId: 'U-shizheng' },
    {
      role: 'office',
      unitId: 'U-office',
    },
  );
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
}, 60_000);
afterAll(() => house.stop());

const more = { amount: 2, reason: '需要鉴定', paper: null };

describe('who may move a clock', () => {
  test.each([
    ['zhaolei', 'pause', forMaterial, 200],
    ['chenjing', 'pause', forMaterial, 200],
    ['liqiang', 'pause', forMaterial, 403],
    ['fremd', 'pause', forMaterial, 404],
    ['admin', 'pause', forMaterial, 403],
    ['liqiang', 'extension', more, 202],
    ['chenjing', 'extension', more, 202],
    ['zhaolei', 'extension', more, 403],
    ['fremd', 'extension', more, 404],
  ])('%s: %s', async (login, move, body, status) => {
    const { at, done } = await openClocks(house);
    const before = await clockOf(house, done);
    const person = await house.signIn(login);

    const sent = await person.post(`${at}/${move}`).set('if-match', '"1"').send(body);

    expect(sent.status).toBe(status);
    if (status >= 400) expect(await clockOf(house, done)).toEqual(before);
  });

  test('the case file offers each only what they may do', async () => {
    const { caseId, done } = await openClocks(house);
    const mayOf = async (login: string) => {
      const person = await house.signIn(login);
      const file = await person.get(`/api/v1/cases/${caseId}`);
      return file.body.clocks.find(({ id }: { id: string }) => id === done).may;
    };

    expect(await mayOf('zhaolei')).toEqual(['pause']);
    expect(await mayOf('liqiang')).toEqual(['ask-extension']);
    expect(await mayOf('chenjing')).toEqual(['pause', 'ask-extension']);
  });

  test('whoever asked for more time does not decide on it, in whatever role', async () => {
    const { at } = await openClocks(house);
    const both = await house.signIn('beide');
    const asked = await both.post(`${at}/extension`).set('if-match', '"1"').send(more);
    const key = await openDecision(house, String(asked.body.requestId), '21');
    const fields = { decision: 'approved' };

    const own = await both.post(`/api/v1/tasks/${key}/complete`).send({ fields });
    expect(own.status).toBe(403);
    expect(own.body.code).toBe('OWN_REQUEST');

    const other = await house.signIn('xugang');
    const decided = await other.post(`/api/v1/tasks/${key}/complete`).send({ fields });
    expect(decided.status).toBe(200);
  });

  test('a clock of another case is unknown here', async () => {
    const [one, another] = [await openClocks(house), await openClocks(house)];
    const office = await house.signIn('zhaolei');

    const sent = await office
      .post(`/api/v1/cases/${one.caseId}/clocks/${another.done}/pause`)
      .set('if-match', '"1"')
      .send(forMaterial);

    expect(sent.body.code).toBe('CLOCK_UNKNOWN');
  });
});
