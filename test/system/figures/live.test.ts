import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CountedHouse, numbersOf, openCounted } from './open-counted.ts';

jest.setTimeout(120_000);

let house: CountedHouse;
let cases: CountedHouse['cases'];

beforeAll(async () => {
  house = await openCounted();
  cases = house.cases;
});
afterAll(() => house.stop());

describe('figures as the data stand now', () => {
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const query = () => ({ from: today(), to: today() });

  test('are those of the cases a person may see, by unit', async () => {
    const read = async (login: string) => {
      const person = await house.signIn(login);
      const { body } = await person.get('/api/v1/figures').query(query());
      return body.groups.map((one: { key: string; figures: [] }) => [
        one.key,
        numbersOf(one.figures, 'received')[0],
      ]);
    };

    expect(await read('ours')).toEqual([['U-shizheng', 2]]);
    expect((await read('office')).map(([key]: [string]) => key)).toEqual([
      '',
      'U-huanbao',
      'U-shizheng',
    ]);
  });

  test('open their cases, of a group and page by page', async () => {
    const office = await house.signIn('office');
    const path = '/api/v1/figures/received/cases';
    const asked = { ...query(), by: 'unit', key: 'U-shizheng', limit: 1 };

    const first = await office.get(path).query(asked);
    const second = await office.get(path).query({ ...asked, cursor: first.body.next });

    expect(first.body.total).toBe(2);
    expect([first.body.items[0].id, second.body.items[0].id].toSorted()).toEqual(
      cases.ours.toSorted(),
    );
    expect(second.body.next).toBeNull();
  });

  test('are refused for a period that ends before it begins, and to those who are no readers', async () => {
    const office = await house.signIn('office');
    const handler = await house.signIn('handler');
    const wrong = await office
      .get('/api/v1/figures')
      .query({ from: '2026-02-02', to: '2026-02-01' });

    expect([wrong.status, wrong.body.code]).toEqual([422, 'PERIOD_INVALID']);
    expect((await handler.get('/api/v1/figures').query(query())).status).toBe(403);
  });

  test('name the stages where tokens stand and how long tasks took', async () => {
    const [caseId = ''] = cases.ours;
    const now = new Date();
    const hour = 3_600_000;
    for (const hours of [1, 2, 9]) {
      await house.openTask({
        ...{ caseId, state: 'completed', endedAt: now },
        createdAt: new Date(now.getTime() - hours * hour),
      });
    }
    await house.deps.store.rows<{ _id: string }>('instances').insertOne({
      ...{ _id: 'i-1', caseId, state: 'active', bpmnProcessId: 'complaint' },
      ...{ elements: { Task_PreCheck: { active: 1, completed: 0 } } },
    });
    const read = async (login: string) => {
      const person = await house.signIn(login);
      const { body } = await person.get('/api/v1/stages').query(query());
      return body.diagrams.find((one: { processId: string }) => one.processId === 'complaint');
    };

    expect((await read('office')).stages).toEqual([
      { id: 'Task_PreCheck', name: 'Task_PreCheck', active: 1, done: 3, medianMs: 2 * hour },
    ]);
    expect((await read('theirs')).stages).toEqual([]);
  });
});
