import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ApiHouse, accepting, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('wangmin', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('zhaolei', { role: 'intake-clerk', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

describe('completing a task again', () => {
  test('with the same key is answered as before and acts once', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');
    const complete = (idempotencyKey: string) =>
      clerk
        .post(`/api/v1/tasks/${key}/complete`)
        .set('idempotency-key', idempotencyKey)
        .send({ fields: accepting });
    const same = randomUUID();

    const first = await complete(same);
    const second = await complete(same);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const log = await house.deps.cases.log(caseId);
    expect(log.filter(({ type }) => type === 'accept')).toHaveLength(1);
  });

  test('with another key is refused', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');
    await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    const again = await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    expect(again.status).toBe(409);
    expect(again.body.code).toBe('TASK_DONE');
  });

  test('by two people at once is done by one of them', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const [one, other] = [await house.signIn('wangmin'), await house.signIn('zhaolei')];

    const answers = await Promise.all(
      [one, other, one, other].map((clerk) =>
        clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting }),
      ),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const log = await house.deps.cases.log(caseId);
    expect(log.filter(({ type }) => type === 'accept')).toHaveLength(1);
  });

  test('after the engine has closed it is refused', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId, state: 'canceled' });
    const clerk = await house.signIn('wangmin');

    const late = await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    expect(late.status).toBe(409);
    expect(late.body.code).toBe('TASK_CLOSED');
  });
});
