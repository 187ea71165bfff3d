import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import { startClock } from '../../../processes/clock/clock.ts';
import { theHouse } from '../../../processes/complaint/case.ts';
import { type ApiHouse, assign, receive, startApi } from './start-api.ts';

let house: ApiHouse;
const hour = 3_600_000;
beforeAll(async () => {
  house = await startApi();
  await house.hire('clerk', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('office', { role: 'office', unitId: 'U-office' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('deputy', { role: 'unit-deputy', unitId: 'U-shizheng' });
  await house.hire('neighbour', { role: 'unit-deputy', unitId: 'U-huanbao' });
}, 60_000);
afterAll(() => house.stop());

/** Starts a clock of `hours` from `startAt`, warning 4 hours before its end. */
async function startHours(caseId: string, startAt: Date, hours: number): Promise<void> {
  const { clocks, cases, store } = house.deps;
  const clock = startClock(
    {
      ...{ id: `${caseId}:done`, caseId, kind: 'done', regimeId: 'city', startEvent: 'received' },
      ...{ startAt, amount: hours, unit: 'h', warn: { amount: 4, unit: 'h' } },
    },
    chineseCalendar(),
  );
  await store.transaction((tx) => clocks.startOnce(tx, clock));
  const { id: clockId, kind, startEvent, dueAt, provisional } = clock;
  const data = { clockId, kind, startEvent, startAt, dueAt, provisional };
  await cases.act(caseId, () => [{ type: 'start-clock', at: startAt, by: theHouse, data }]);
}

async function taskDueIn(hours: number, subject: string): Promise<string> {
  const { caseId } = await receive(house, { subject });
  const key = await house.openTask({ caseId });
  await startHours(caseId, new Date(Date.now() - 100 * hour), 100 + hours);
  return key;
}

describe('the inbox', () => {
  test('is sorted by due date, with urgency and distance, page after page', async () => {
    const word = '排序';
    const late = await taskDueIn(-30, `${word} 超期`);
    const later = await taskDueIn(50, `${word} 以后`);
    const soon = await taskDueIn(2, `${word} 将到期`);
    const { caseId } = await receive(house, { subject: `${word} 无时限` });
    const free = await house.openTask({ caseId });
    const clerk = await house.signIn('clerk');

    const first = await clerk.get('/api/v1/tasks').query({ q: word, limit: 3 });
    const second = await clerk
      .get('/api/v1/tasks')
      .query({ q: word, limit: 3, cursor: first.body.next });

    const keys = [...first.body.items, ...second.body.items].map(({ key }) => key);
    expect(keys).toEqual([late, soon, later, free]);
    expect(second.body.next).toBeNull();
    expect(first.body.items).toEqual([
      expect.objectContaining({ urgency: 'overdue', remaining: { amount: 30, unit: 'h' } }),
      expect.objectContaining({ urgency: 'soon', remaining: { amount: 2, unit: 'h' } }),
      expect.objectContaining({ urgency: 'normal', remaining: { amount: 50, unit: 'h' } }),
    ]);
    expect(second.body.items[0]).toMatchObject({ urgency: 'none', dueAt: null, remaining: null });
  });

  test('counts what each filter would show', async () => {
    const clerk = await house.signIn('clerk');
    const get = async (query: object) => (await clerk.get('/api/v1/tasks').query(query)).body;

    const { counts } = await get({ limit: 200 });

    const shown = async (query: object) => (await get({ ...query, limit: 200 })).items.length;
    expect(counts.mine).toBe(await shown({ scope: 'mine' }));
    expect(counts.overdue).toBe(await shown({ due: 'overdue' }));
    expect(counts.soon).toBe(await shown({ due: 'soon' }));
  });

  test('shows a deputy what the unit has open, and a neighbour nothing of it', async () => {
    const { caseId, number } = await receive(house);
    await assign(house, caseId, 'U-shizheng');
    const key = await house.openTask({
      ...{ caseId, action: 'propose', candidateGroups: ['unit-handler@U-shizheng'] },
    });
    const list = async (login: string, scope: string) => {
      const person = await house.signIn(login);
      const { body } = await person.get('/api/v1/tasks').query({ scope, q: number });
      return body.items.map((item: { key: string; mayComplete: boolean }) => [
        item.key,
        item.mayComplete,
      ]);
    };

    expect(await list('handler', 'mine')).toEqual([[key, true]]);
    expect(await list('deputy', 'mine')).toEqual([]);
    expect(await list('deputy', 'unit')).toEqual([[key, false]]);
    expect(await list('office', 'all')).toEqual([[key, false]]);
    for (const scope of ['mine', 'unit', 'all']) expect(await list('neighbour', scope)).toEqual([]);
  });
});

describe('the case file', () => {
  test('has its clocks with their proof, its tasks, and its version', async () => {
    const { caseId } = await receive(house);
    await house.openTask({ caseId });
    await startHours(caseId, new Date(), 24);
    const clerk = await house.signIn('clerk');

    const file = await clerk.get(`/api/v1/cases/${caseId}`);
    const proof = await clerk.get(`/api/v1/cases/${caseId}/clocks/${caseId}:done/proof`);
    const other = await clerk.get(`/api/v1/cases/${caseId}/clocks/nobody:done/proof`);

    expect(file.headers.etag).toBe('"2"');
    expect(file.body.clocks).toEqual([
      expect.objectContaining({ kind: 'done', urgency: 'normal' }),
    ]);
    expect(file.body.tasks).toHaveLength(1);
    expect(file.body.allowedActions).toContain('accept');
    expect(proof.body.lines.length).toBeGreaterThan(0);
    expect(other.status).toBe(404);
  });
});
