import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OperatorHouse, openOperators } from '../instances/running-rows.ts';
import { putInForce } from '../studio-house.ts';

let house: OperatorHouse;
let owner: Awaited<ReturnType<OperatorHouse['signIn']>>;
beforeAll(async () => {
  house = await openOperators();
  await putInForce(house, 'v1');
  await house.hire('second', { role: 'process-owner', unitId: 'U-office' });
  owner = await house.signIn('fengmei');
  await house.begin();
  await house.begin({}, 'Task_Assign');
}, 60_000);
afterAll(() => house.stop());

const of = (id: string, rest = '') => `/api/v1/studio/drafts/${id}${rest}`;
const diagram = (id: string) => of(id, '/files/complaint.bpmn');

async function draft(): Promise<string> {
  const opened = await owner.post('/api/v1/studio/drafts').send({ name: '改受理' });
  return String(opened.body.id);
}

describe('the impact of a draft', () => {
  test('is nothing while no diagram is changed', async () => {
    const { body } = await owner.get(of(await draft(), '/impact'));

    expect(body).toMatchObject({ running: 0, held: 0, processes: [] });
  });

  test('shows where each token lands, and that no legal date moves', async () => {
    const id = await draft();
    const { body: file } = await owner.get(diagram(id));
    const content = String(file.content).replace(/Task_Assign/g, 'Task_Assigned');
    await owner.put(diagram(id)).send({ content, revision: 0 });

    const { body } = await owner.get(of(id, '/impact'));

    expect(body).toMatchObject({ running: 2, held: 0, clocksMoved: 0 });
    expect(
      body.processes[0].versions[0].places.map((one: { elementId: string; target: string }) => [
        ...[one.elementId, one.target],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['Task_PreCheck', 'Task_PreCheck'],
        ['Task_Assign', 'Task_Assigned'],
      ]),
    );
  });

  test('of a draft nobody knows is not told', async () => {
    expect((await owner.get(of('nobody', '/impact'))).body.code).toBe('MODEL_DRAFT_UNKNOWN');
  });
});

describe('a draft that takes away a diagram cases still run on', () => {
  test('is held when it is to be published, with the diagram named; nothing is deployed', async () => {
    const id = await draft();
    await owner.delete(`${diagram(id)}?revision=0`);
    await owner.post(of(id, '/ask-review'));
    const second = await house.signIn('second');
    const { filesDigest } = (await second.get(of(id))).body;
    await second.post(of(id, '/approve')).send({ filesDigest });

    const answer = await owner.post(of(id, '/publish'));

    expect([answer.status, answer.body.code]).toEqual([409, 'DRAFT_STRANDS']);
    expect(answer.body.detail).toContain('2');
    expect((await house.deps.modelSets.inForce())?.tag).toBe('v1');
    expect((await owner.get(of(id))).body.state).toBe('approved');
  });
});
