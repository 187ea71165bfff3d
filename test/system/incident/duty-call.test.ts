import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createTaskForms } from '../../../api/tasks/forms.ts';
import { isoDateOf, localDay } from '../../../processes/clock/day.ts';
import type { Actor } from '../../../processes/complaint/case.ts';
import { houseZone } from '../../../processes/language/dates.ts';
import type { Role } from '../../../processes/roles.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { answerCall } from '../../../workers/store/duty-call.ts';
import type { NoticeRow } from '../../../workers/store/notices.ts';
import { raiseIncident } from '../../../workers/store/raise-incident.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { nothingStuck } from '../../../workers/verify/nothing-stuck.ts';
import { rotaOf, shiftOf } from '../../rota/rotas.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { at, calendarOfTheTest } from '../complaint/ladder-days.ts';
import { type MovedHouse, openMovedHouse } from '../complaint/moved-time.ts';

jest.setTimeout(240_000);

const minute = 60_000;
const office: Actor = { kind: 'staff', userId: 'P-office', role: 'office', unitId: 'U-office' };
let house: MovedHouse;
let raisedSoFar = 0;

async function hire(login: string, role: Role): Promise<void> {
  await house.stores.users.insert({
    ...{ _id: `P-${login}`, login, name: login, passwordHash: '', language: 'zh' },
    ...{ roles: [{ role, unitId: 'U-office' }], disabled: false, version: 1 },
    sessionsValidFrom: new Date(0),
  });
}

beforeAll(async () => {
  house = await openMovedHouse(calendarOfTheTest());
  await house.moveTo(at(0, '03:00:00'));
  for (const login of ['an', 'bo', 'cui']) await hire(login, 'duty-leader');
  const today = isoDateOf(localDay(house.now(), houseZone));
  const shift = shiftOf({ from: today, startsAt: '00:00' });
  const rota = rotaOf([shift], { id: 'leaders', role: 'duty-leader' });
  const to = { value: { items: [rota] }, version: 0, at: house.now() };
  await house.store.transaction((tx) => house.stores.settings.change('rotas', to, tx));
}, 120_000);
afterAll(() => house.close());

/** Raises an incident; the id of its call. */
async function raised(): Promise<{ readonly incidentId: string; readonly callId: string }> {
  raisedSoFar += 1;
  const now = house.now();
  const { incidentId } = await raiseIncident(
    house.stores,
    {
      ...{ title: `化工园区异味 ${raisedSoFar}`, what: '异味。', place: '化工园区' },
      ...{ link: `https://news.example/call-${raisedSoFar}`, outlet: '云溪日报' },
      ...{ foundBy: 'news', kind: 'emergency', harm: 'none', spread: 'several', mass: false },
      ...{ linkedTo: null, occurredAt: now, eventAt: null, discoveredAt: now },
      idempotencyKey: `call:${raisedSoFar}`,
    },
    { by: { ...office, userId: 'P-duty' }, at: now },
  );
  return { incidentId, callId: `${incidentId}:call-duty-leader` };
}

async function callOf(callId: string) {
  const found = await house.stores.dutyCalls.find(callId);
  if (found === null) throw new Error('the call is not there');
  return found;
}

const turnsOf = (callId: string, count: number) =>
  until(`turn ${count} of the call`, async () => (await callOf(callId)).rounds.length === count);

/** Who was called about an incident, and how often each. */
async function called(caseId: string): Promise<Record<string, number>> {
  const rows = await house.store
    .rows<NoticeRow>('notices')
    .find({ caseId, kind: 'duty-call' })
    .toArray();
  const counts: Record<string, number> = {};
  for (const { to } of rows) counts[to.id] = (counts[to.id] ?? 0) + 1;
  return counts;
}

const pass = (minutes: number) => house.moveTo(new Date(house.now().getTime() + minutes * minute));

describe('whoever is on duty', () => {
  test('is called alone, and the next one when nobody answered within five minutes', async () => {
    const { incidentId, callId } = await raised();
    await turnsOf(callId, 1);
    expect(await called(incidentId)).toEqual({ office: 1, 'P-an': 1 });
    await pass(4);
    expect((await callOf(callId)).rounds).toHaveLength(1);

    await pass(2);
    await turnsOf(callId, 2);
    expect(await called(incidentId)).toEqual({ office: 1, 'P-an': 1, 'P-bo': 1 });

    await answerCall(house.stores, callId, { userId: 'P-bo', at: house.now() });
    await until('the diagram of the call to end', async () => {
      const instances = house.store.rows('instances');
      const ended = { businessKey: callId, state: 'completed' };
      return (await instances.countDocuments(ended)) === 1;
    });
    await pass(60);
    expect((await callOf(callId)).rounds).toHaveLength(2);
    const late = answerCall(house.stores, callId, { userId: 'P-an', at: house.now() });
    await expect(late).rejects.toThrow('CALL_ANSWERED');
  });

  test('whose level is confirmed need not be answered any more', async () => {
    const { incidentId, callId } = await raised();
    await turnsOf(callId, 1);
    const task = await until('the task to judge it', () =>
      house.store
        .rows<TaskRow>('tasks')
        .findOne({ caseId: incidentId, action: 'confirm-level', state: 'open' }),
    );
    const forms = createTaskForms(createDefinitionStore(house.store));
    await completeTask(house.stores, {
      ...{ task, form: await forms.formOf(task), outputs: await forms.outputsOf(task) },
      fields: { judgement: 'none', why: '经核实为正常检修气味，不是事件。' },
      ...{ by: office, idempotencyKey: null, at: house.now() },
    });

    expect((await callOf(callId)).answered).toMatchObject({ userId: 'P-office' });
    await pass(60);
    expect((await callOf(callId)).rounds).toHaveLength(1);
  });

  test('and nobody answers: everybody, then those above, then all are told, and nobody is left out', async () => {
    const { incidentId, callId } = await raised();
    for (const [index, minutes] of [5, 5, 5, 10, 15, 15].entries()) {
      await turnsOf(callId, index + 1);
      await pass(minutes);
    }
    await until('the call to be given up', async () => (await callOf(callId)).silentAt !== null);

    const { rounds } = await callOf(callId);
    expect(rounds.map(({ whom }) => whom)).toEqual([
      ...['on-duty', 'next', 'next', 'everyone', 'above', 'above'],
    ]);
    expect(await called(incidentId)).toEqual({
      ...{ 'P-an': 2, 'P-bo': 2, 'P-cui': 2, 'leading-group': 3 },
      ...{ office: 2, 'duty-leader': 1 },
    });
  });

  test('leaves nothing that stands still', async () => {
    const { seen, violations } = await settled(nothingStuck, house);

    expect(violations).toEqual([]);
    expect(seen).toBeGreaterThan(1);
  });
});
