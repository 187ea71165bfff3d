import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ApiHouse, accepting, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('wangmin', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('zhaolei', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('office', { role: 'office', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

describe('claiming a task', () => {
  test('makes it mine and takes it from the lists of the others', async () => {
    const { caseId, number } = await receive(house);
    const key = await house.openTask({ caseId });
    const [mine, theirs] = [await house.signIn('wangmin'), await house.signIn('zhaolei')];

    const claimed = await mine.post(`/api/v1/tasks/${key}/claim`);

    expect(claimed.body.claimedBy).toEqual({ id: 'P-wangmin', name: 'wangmin 某' });
    const list = (scope: string) => ({ scope, q: number });
    const inMine = await mine.get('/api/v1/tasks').query(list('mine'));
    const inTheirs = await theirs.get('/api/v1/tasks').query(list('mine'));
    const inUnit = await theirs.get('/api/v1/tasks').query(list('unit'));
    expect(inMine.body.items).toEqual([expect.objectContaining({ key, mine: true })]);
    expect(inTheirs.body.items).toEqual([]);
    expect(inUnit.body.items).toEqual([
      expect.objectContaining({
        key,
        mine: false,
        claimedBy: { id: 'P-wangmin', name: 'wangmin 某' },
      }),
    ]);
  });

  test('opens the form with what was typed so far', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');
    await clerk.post(`/api/v1/tasks/${key}/claim`);

    await clerk.put(`/api/v1/tasks/${key}/draft`).send({ fields: { explanation: '半句话' } });

    const shown = await clerk.get(`/api/v1/tasks/${key}`);
    expect(shown.body.data).toEqual({ explanation: '半句话' });
    expect(shown.body.form.id).toBe('pre-check');
    expect(shown.body.task.step).toBe('受理审查');
    expect(shown.body.units).toContainEqual({ value: 'U-shizheng', label: '城市管理局' });
  });

  test('tells the engine who has it', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');

    await clerk.post(`/api/v1/tasks/${key}/claim`);

    const rows = await house.deps.store
      .rows<{ told: unknown }>('outbox')
      .find({ 'told.taskKey': key })
      .toArray();
    expect(rows.map(({ told }) => told)).toEqual([
      { kind: 'assign-task', taskKey: key, assignee: 'P-wangmin' },
    ]);
  });
});

describe('who may claim', () => {
  test('not somebody outside its groups', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const office = await house.signIn('office');

    const refused = await office.post(`/api/v1/tasks/${key}/claim`);

    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('TASK_NOT_YOURS');
  });
});

describe('claiming again', () => {
  test('changes nothing for whoever has it and is refused to others', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const [mine, theirs] = [await house.signIn('wangmin'), await house.signIn('zhaolei')];
    await mine.post(`/api/v1/tasks/${key}/claim`);

    const [again, other] = [
      await mine.post(`/api/v1/tasks/${key}/claim`),
      await theirs.post(`/api/v1/tasks/${key}/claim`),
    ];

    expect(again.status).toBe(200);
    expect(other.status).toBe(409);
    expect(other.body.code).toBe('CLAIMED_BY_ANOTHER');
  });

  test('after it was completed is refused', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const clerk = await house.signIn('wangmin');
    await clerk.post(`/api/v1/tasks/${key}/complete`).send({ fields: accepting });

    const late = await clerk.post(`/api/v1/tasks/${key}/claim`);

    expect([late.status, late.body.code]).toEqual([409, 'TASK_DONE']);
  });

  test('at once by many gives it to one', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const [one, other] = [await house.signIn('wangmin'), await house.signIn('zhaolei')];

    const answers = await Promise.all(
      [one, other].map((clerk) => clerk.post(`/api/v1/tasks/${key}/claim`)),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('is possible for a colleague once it was given back', async () => {
    const { caseId } = await receive(house);
    const key = await house.openTask({ caseId });
    const [mine, theirs] = [await house.signIn('wangmin'), await house.signIn('zhaolei')];
    await mine.post(`/api/v1/tasks/${key}/claim`);
    expect((await theirs.post(`/api/v1/tasks/${key}/release`)).body.code).toBe('CLAIM_NOT_YOURS');

    await mine.post(`/api/v1/tasks/${key}/release`);

    expect((await theirs.post(`/api/v1/tasks/${key}/claim`)).status).toBe(200);
  });
});
