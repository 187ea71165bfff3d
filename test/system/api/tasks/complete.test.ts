import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ApiHouse, accepting, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('wangmin', { role: 'intake-clerk', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

describe('completing a task', () => {
  test('acts on the case, keeps the texts and tells the engine in one go', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    const done = await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    expect(done.status).toBe(200);
    expect(done.body).toEqual({ state: 'completing' });
    const current = await house.deps.cases.find(caseId);
    expect(current?.status).toBe('accepted');
    const [entry] = await house.deps.entries.ofCase(caseId);
    expect(entry?.fields).toEqual(accepting);
    expect(entry?.by).toMatchObject({ userId: 'P-wangmin', role: 'intake-clerk' });
    const row = await house.deps.outbox.find(`complete:${key}`);
    expect(row?.told).toMatchObject({ kind: 'complete-task', taskKey: key });
  });

  test('sends the engine the choices only, never a text', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');
    const fields = {
      ...{ acceptance: 'not-ours', urgency: 'normal', ground: 'not-our-duty' },
      ...{ otherBody: '省电力公司', explanation: '电话 13800000000 已告知' },
    };

    await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields });

    const row = await house.deps.outbox.find(`complete:${key}`);
    expect(JSON.stringify(row)).not.toContain('省电力公司');
    expect(JSON.stringify(row)).not.toContain('13800000000');
    expect(row?.told).toMatchObject({
      variables: { acceptance: 'not-ours', urgency: 'normal' },
    });
  });

  test('shows the task in its place, marked, until the engine confirms', async () => {
    const { caseId, number } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    const inbox = await clerk.get('/api/v1/tasks').query({ q: number });
    expect(inbox.body.items).toEqual([expect.objectContaining({ key, state: 'completing' })]);
  });

  test('names every field that does not hold, and nothing is done', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    const refused = await clerk
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { acceptance: 'perhaps' } });

    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/fields/acceptance', code: 'NOT_A_CHOICE', message: '请从列表中选择' },
      { pointer: '/fields/urgency', code: 'REQUIRED', message: '必填' },
    ]);
    expect((await house.deps.cases.find(caseId))?.status).toBe('received');
    expect(await house.deps.outbox.find(`complete:${key}`)).toBeNull();
  });

  test('refuses a field the form does not have', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    const refused = await clerk
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { ...accepting, unitId: 'U-city', __v: 3 } });

    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/fields/unitId',
      '/fields/__v',
    ]);
  });

  test('a refusal without its ground is sent back with the field', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    const refused = await clerk
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { acceptance: 'refused', urgency: 'normal' } });

    expect(refused.body.errors).toEqual([
      { pointer: '/fields/ground', code: 'GROUND_MISSING', message: '请写明依据' },
    ]);
  });
});
