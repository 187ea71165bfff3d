import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, accepting, assign, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('clerk', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('office', { role: 'office', unitId: 'U-office' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('stranger', { role: 'unit-handler', unitId: 'U-huanbao' });
  await house.hire(
    'both',
    { role: 'unit-handler', unitId: 'U-shizheng' },
    {
      role: 'unit-deputy',
      unitId: 'U-shizheng',
    },
  );
}, 60_000);
afterAll(() => house.stop());

const draftFields = {
  ...{ investigator: '李强', investigatedOn: '2026-11-20', finding: 'substantiated' },
  findingText:
    '经现场查看，路灯确因电缆接头进水短路而不亮，反映的情况属实，当日已经更换接头并恢复照明，特此说明。',
  ...{ ground: '城市照明管理规定', contact: '市政科 12345', publicity: 'public' },
};

describe('who may complete a task', () => {
  test('nobody who is not signed in', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });

    const refused = await request(house.app)
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: accepting });

    expect(refused.status).toBe(401);
  });

  test('not somebody who may read the case but stands in no group of the task', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const office = await house.signIn('office');

    const refused = await office.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('TASK_NOT_YOURS');
  });

  test('a handler of another unit is told that there is no such task', async () => {
    const { caseId } = await receive(house);
    await assign(house, caseId, 'U-shizheng');
    const key = await house.openTask({
      ...{ caseId, action: 'propose', candidateGroups: ['unit-handler@U-shizheng'] },
    });
    const stranger = await house.signIn('stranger');

    const calls = await Promise.all([
      stranger.get(`/api/v1/tasks/${key}`),
      stranger.post(`/api/v1/tasks/${key}/claim`),
      stranger.put(`/api/v1/tasks/${key}/draft`).send({ fields: {} }),
      stranger.post(`/api/v1/tasks/${key}/complete`).send({ fields: {} }),
      stranger.get('/api/v1/tasks/99999999'),
    ]);

    expect(calls.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(calls.map(({ body }) => body.code))).toEqual(new Set(['TASK_UNKNOWN']));
  });

  test('not somebody else while a colleague has it', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    await house.hire('colleague', { role: 'intake-clerk', unitId: 'U-office' });
    const colleague = await house.signIn('colleague');
    await colleague.post(`/api/v1/tasks/${key}/claim`);
    const clerk = await house.signIn('clerk');

    const refused = await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('CLAIMED_BY_ANOTHER');
  });

  test('nobody signs the draft they wrote themselves, whatever roles they hold', async () => {
    const { caseId } = await receive(house);
    await assign(house, caseId, 'U-shizheng');
    const both = await house.signIn('both');
    const at = new Date();
    const by = { kind: 'staff', userId: 'P-both', role: 'unit-handler', unitId: 'U-shizheng' };
    await house.deps.cases.act(caseId, () => [
      {
        type: 'propose',
        at,
        by: { ...by, kind: 'staff', role: 'unit-handler' },
        data: { weight: 'simple', keyMatter: false },
      },
    ]);
    const draft = await house.openTask({
      ...{ caseId, action: 'draft', elementId: 'Task_Draft', formKey: 'form-reply-draft' },
      candidateGroups: ['unit-handler@U-shizheng'],
    });
    const sign = await house.openTask({
      ...{
        caseId,
        action: 'sign',
        elementId: 'Task_Sign',
        processDefinitionKey: '101',
        formKey: 'form-sign-off',
      },
      candidateGroups: ['unit-deputy@U-shizheng'],
    });
    const drafted = await both
      .post(`/api/v1/tasks/${draft}/complete`)
      .send({ fields: draftFields });
    expect(drafted.body).toEqual({ state: 'completing' });

    const refused = await both
      .post(`/api/v1/tasks/${sign}/complete`)
      .send({ fields: { decision: 'approved' } });

    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('OWN_DRAFT');
    expect((await house.deps.cases.find(caseId))?.status).toBe('drafted');
  });

  test('a step out of its turn is refused, even by the right role', async () => {
    const { caseId } = await receive(house);
    await house.hire('principal', { role: 'unit-principal', unitId: 'U-shizheng' });
    const key = await house.openTask({
      ...{
        caseId,
        action: 'sign',
        elementId: 'Task_Sign',
        processDefinitionKey: '101',
        formKey: 'form-sign-off',
      },
      candidateGroups: ['unit-principal@U-shizheng'],
    });
    const principal = await house.signIn('principal');

    const refused = await principal
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { decision: 'approved' } });

    expect(refused.status).toBe(409);
    expect((await house.deps.cases.find(caseId))?.status).toBe('received');
    expect(await house.deps.outbox.find(`complete:${key}`)).toBeNull();
  });
});
