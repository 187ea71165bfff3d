import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { receive } from '../start-api.ts';
import { type OperatorHouse, openOperators } from './running-rows.ts';

let house: OperatorHouse;
let owner: Awaited<ReturnType<OperatorHouse['signIn']>>;
beforeAll(async () => {
  house = await openOperators();
  owner = await house.signIn('fengmei');
}, 60_000);
afterAll(() => house.stop());

const reason = '数据录入有误';

describe('the list of instances', () => {
  test('is filtered by process, state, stall, element and case number', async () => {
    const { caseId, number } = await receive(house);
    const ours = await house.begin({ caseId });
    const stalled = await house.begin({}, 'Task_Assign');
    await house.stall(stalled.key, { elementId: 'Task_Assign' });
    await house.begin({ state: 'completed', tokens: {}, elements: {}, endedAt: new Date() });
    const keys = async (query: string) =>
      (await owner.get(`/api/v1/instances?${query}`)).body.items.map(
        (one: { key: string }) => one.key,
      );

    expect(await keys(`number=${number}`)).toEqual([ours.key]);
    expect(await keys('stalled=yes')).toEqual([stalled.key]);
    expect(await keys('at=Task_Assign')).toEqual([stalled.key]);
    expect(await keys('state=active&process=complaint&version=1')).toEqual([
      ...[stalled.key, ours.key],
    ]);
    expect(await keys('version=9')).toEqual([]);
  });

  test('comes page by page', async () => {
    const first = await owner.get('/api/v1/instances?limit=2');
    const second = await owner.get(`/api/v1/instances?limit=2&cursor=${first.body.next}`);

    expect(first.body.items).toHaveLength(2);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.next).toBeNull();
  });

  test('of one version is counted on its diagram', async () => {
    const heat = await owner.get('/api/v1/instances/heat?definition=100');

    expect(heat.body.stages).toEqual([
      expect.objectContaining({ id: 'Task_Assign', active: 1 }),
      expect.objectContaining({ id: 'Task_PreCheck', active: 1 }),
    ]);
    expect(heat.body.xml).toContain('bpmn:process');
  });
});

describe('one instance', () => {
  test('shows its tokens, tasks and stalls, and nothing of the sender', async () => {
    const { caseId } = await receive(house, { contact: { name: '张三', phone: '13800000000' } });
    const { key, token } = await house.begin({ caseId });
    await house.openTask({ caseId, instanceKey: key });

    const shown = await owner.get(`/api/v1/instances/${key}`);

    expect(shown.status).toBe(200);
    expect(shown.body.tokens).toEqual([
      { key: token, elementId: 'Task_PreCheck', name: 'Task_PreCheck' },
    ]);
    expect(shown.body.tasks).toHaveLength(1);
    expect(shown.body.diagram.active).toEqual(['Task_PreCheck']);
    expect(shown.body.variables).toContain('caseId');
    expect(JSON.stringify(shown.body)).not.toMatch(/13800000000|张三/);
  });
});

describe('what an operator does', () => {
  test('is noted with its reason, told to the engine, and shown on the instance', async () => {
    const { key, token } = await house.begin();
    const told = house.engine.operated.length;
    const post = (what: string, body: object) =>
      owner.post(`/api/v1/instances/${key}/${what}`).send({ ...body, reason });

    const answers = [
      await post('variables', { name: 'unitId', value: 'U-shizheng' }),
      await post('move', { token, to: 'Task_Assign' }),
      await post('cancel', {}),
    ];

    expect(answers.map(({ status, body }) => [status, body.outcome])).toEqual(
      Array(3).fill([200, 'done']),
    );
    expect(house.engine.operated.slice(told)).toEqual([
      `set ${key} {"unitId":"U-shizheng"}`,
      `modify ${key} ${JSON.stringify({ activate: ['Task_Assign'], terminate: [token] })}`,
      `cancel ${key}`,
    ]);
    const { history, values } = (await owner.get(`/api/v1/instances/${key}`)).body;
    expect(history.map((one: { deed: string; reason: string }) => [one.deed, one.reason])).toEqual([
      ['cancel', reason],
      ['move-token', reason],
      ['correct-variable', reason],
    ]);
    expect(values).toEqual([expect.objectContaining({ name: 'unitId', value: '"U-shizheng"' })]);
  });

  test('with the engine away is on record as open, so that nothing is done unseen', async () => {
    const { key } = await house.begin();
    house.engine.isAway = true;
    const answer = await owner.post(`/api/v1/instances/${key}/cancel`).send({ reason });
    house.engine.isAway = false;

    expect(answer.status).toBe(503);
    const { history } = (await owner.get(`/api/v1/instances/${key}`)).body;
    expect(history).toEqual([expect.objectContaining({ deed: 'cancel', outcome: null })]);
  });

  test('takes no text of people into a variable, and no reason is no deed', async () => {
    const { key } = await house.begin();
    const post = (body: object) => owner.post(`/api/v1/instances/${key}/variables`).send(body);

    expect((await post({ name: 'note', value: '张三 13800000000', reason })).status).toBe(422);
    expect((await post({ name: 'unitId', value: 'U-1' })).status).toBe(422);
    expect((await post({ name: 'unit Id', value: 'U-1', reason })).status).toBe(422);
  });

  test('to an instance that has ended, a token that is gone, a step that is not there is refused', async () => {
    const ended = await house.begin({ state: 'terminated', tokens: {} });
    const called = await house.begin({ parentKey: '1' });
    const { key } = await house.begin();
    const code = async (path: string, body: object) =>
      (await owner.post(`/api/v1/instances/${path}`).send({ ...body, reason })).body.code;

    expect(await code(`${ended.key}/cancel`, {})).toBe('INSTANCE_ENDED');
    expect(await code(`${called.key}/cancel`, {})).toBe('INSTANCE_CALLED');
    expect(await code(`${key}/move`, { token: '1', to: 'Task_Assign' })).toBe('TOKEN_UNKNOWN');
    expect(await code('999999/cancel', {})).toBe('INSTANCE_UNKNOWN');
  });
});

describe('who may', () => {
  test('an auditor looks, nobody else does; only owner and administrator act', async () => {
    const { key } = await house.begin();
    const [auditor, office, admin] = [
      await house.signIn('xutao'),
      await house.signIn('office'),
      await house.signIn('admin'),
    ];

    expect((await auditor.get(`/api/v1/instances/${key}`)).status).toBe(200);
    expect((await auditor.post(`/api/v1/instances/${key}/cancel`).send({ reason })).status).toBe(
      403,
    );
    expect((await office.get('/api/v1/instances')).status).toBe(403);
    expect((await admin.post(`/api/v1/instances/${key}/cancel`).send({ reason })).status).toBe(200);
  });
});
