import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DutyPlanView, DutyView } from '../../../../api/duty/schema.ts';
import { isoDateOf, localDay } from '../../../../processes/clock/day.ts';
import { houseZone } from '../../../../processes/language/dates.ts';
import type { Shift } from '../../../../processes/rota/rota.ts';
import { rehearseDuty } from '../../../../workers/schedules/rehearse-duty.ts';
import { rotaOf, shiftOf } from '../../../rota/rotas.ts';
import { change, type Desk } from '../settings/change-settings.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
let office: Desk;
let an: Desk;
let bo: Desk;
let handler: Desk;

const today = localDay(new Date(), houseZone);
const inDays = (days: number) => isoDateOf(today + days);
/** Begins tomorrow, so that what is asked about it is the same whenever this is run. */
const daily: Shift = shiftOf({ from: inDays(1), startsAt: '00:00', until: inDays(40) });
const weekLong = shiftOf({
  ...{ id: 'week', from: inDays(0), startsAt: '00:00', pattern: 'FREQ=WEEKLY' },
  ...{ minutes: 7 * 24 * 60, turn: ['P-tang'] },
});
const rotas = {
  items: [
    rotaOf([daily]),
    rotaOf([weekLong], { id: 'leaders', zh: '带班领导', en: 'Duty leaders', role: 'duty-leader' }),
  ],
};

beforeAll(async () => {
  house = await startApi();
  await house.hire('office', { role: 'office', unitId: 'U-office' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('tang', { role: 'duty-leader', unitId: 'U-office' });
  for (const login of ['an', 'bo', 'cui', 'dou'])
    await house.hire(login, { role: 'duty-officer', unitId: 'U-office' });
  office = await house.signIn('office');
  an = await house.signIn('an');
  bo = await house.signIn('bo');
  handler = await house.signIn('handler');
}, 60_000);
afterAll(() => house.stop());

const slot = (days: number) => ({ rotaId: 'desk', shiftId: 'day', date: inDays(days) });

async function planFor(desk: Desk, days = 10): Promise<DutyPlanView> {
  return (await desk.get(`/api/v1/duty?from=${inDays(1)}&days=${days}`)).body;
}

/** Who stands the desk on a day, by id; what is lacking where nobody does. */
async function stands(days: number): Promise<string | null> {
  const { rotas: all } = await planFor(office);
  const its: readonly DutyView[] = all.find(({ id }) => id === 'desk')?.duties ?? [];
  const duty = its.find(({ date }) => date === inDays(days));
  return duty?.person?.id ?? duty?.lack ?? null;
}

const post = (desk: Desk, path: string, body: object = {}) =>
  desk.post(`/api/v1/duty/${path}`).send(body);

describe('the rotas', () => {
  test('there are none at first, and the office sets them', async () => {
    expect((await planFor(handler)).rotas).toEqual([]);
    const done = await change(office, 'rotas', 'house', () => rotas);
    expect(done.body).toEqual({ state: 'in-force', version: 1, alone: false });
    expect((await change(handler, 'rotas', 'house', () => rotas)).status).toBe(403);
  });

  test('refuse a pattern that cannot be read and somebody nobody knows, each with its place', async () => {
    const wrong = { ...daily, pattern: 'FREQ=HOURLY' };
    const unknown = { ...daily, turn: ['P-an', 'P-nobody'] };
    const first = await change(office, 'rotas', 'house', () => ({ items: [rotaOf([wrong])] }));
    const second = await change(office, 'rotas', 'house', () => ({ items: [rotaOf([unknown])] }));
    expect(first.body.errors).toMatchObject([
      { pointer: '/value/items/0/shifts/0/pattern', code: 'PATTERN_UNREADABLE' },
    ]);
    expect(second.body.errors).toMatchObject([
      { pointer: '/value/items/0/shifts/0/turn/1', code: 'NOT_A_CHOICE' },
    ]);
  });

  test('tell everybody who is on duty now, who comes next, and every gap', async () => {
    const plan = await planFor(handler);
    const [desk, leaders] = plan.rotas;
    expect(leaders?.now.map(({ person }) => person?.id)).toEqual(['P-tang']);
    expect(desk?.next.map(({ person }) => person?.id)).toEqual(['P-an', 'P-bo', 'P-cui']);
    expect(plan.rehearsal.gaps).toEqual([]);
    expect([plan.mayKeep, plan.mayEdit, plan.people]).toEqual([false, false, []]);
    const late = await planFor(handler, 45);
    expect(late.rehearsal.gaps).toMatchObject([
      { rotaName: '值班室', shiftName: null, why: 'no-shift', turnOf: null },
    ]);
  });
});

describe('leave', () => {
  test('is one’s own to enter and take back, and leaves a gap', async () => {
    const from = new Date((today + 1) * 86_400_000 - 8 * 3_600_000).toISOString();
    const until = new Date((today + 2) * 86_400_000 - 8 * 3_600_000).toISOString();
    expect((await post(bo, 'leaves', { userId: 'P-an', from, until })).status).toBe(403);
    expect((await post(an, 'leaves', { userId: 'P-an', from, until })).status).toBe(204);
    expect(await stands(1)).toBe('leave');
    const { leaves, rehearsal } = await planFor(an);
    expect(rehearsal.gaps).toMatchObject([{ why: 'leave', turnOf: { id: 'P-an' } }]);
    expect((await planFor(bo)).leaves).toEqual([]);
    const [mine] = leaves;
    expect((await post(bo, `leaves/${mine?.id}/withdraw`)).status).toBe(403);
    expect((await post(an, `leaves/${mine?.id}/withdraw`)).status).toBe(204);
    expect(await stands(1)).toBe('P-an');
  });

  test('that ends before it begins, or lies behind us, is refused', async () => {
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
    const backwards = await post(an, 'leaves', { userId: 'P-an', from: late, until: early });
    const over = await post(an, 'leaves', { userId: 'P-an', from: early, until: late });
    expect([backwards.body.code, over.body.code]).toEqual(['LEAVE_BACKWARDS', 'LEAVE_OVER']);
  });
});

describe('a stand-in', () => {
  test('is put there by whoever keeps the rotas, once however often it is sent', async () => {
    const body = { slot: slot(2), userId: 'P-dou' };
    expect((await post(an, 'stand-ins', body)).status).toBe(403);
    for (const _ of [1, 2])
      await office.post('/api/v1/duty/stand-ins').set('idempotency-key', 'put-in-once').send(body);
    expect(await stands(2)).toBe('P-dou');
    const kept = house.deps.store.rows('duty_stand_ins');
    expect(await kept.countDocuments({ userId: 'P-dou' })).toBe(1);
  });

  test('who does not hold the role, or for a shift there is not, is refused', async () => {
    const unfit = await post(office, 'stand-ins', { slot: slot(3), userId: 'P-handler' });
    const nowhere = await post(office, 'stand-ins', { slot: slot(200), userId: 'P-dou' });
    expect([unfit.body.code, nowhere.body.code]).toEqual(['NOT_FIT_FOR_DUTY', 'DUTY_UNKNOWN']);
  });
});

describe('a swap', () => {
  test('changes both duties once the other one agrees, and not before', async () => {
    const asked = await post(an, 'swaps', { gives: slot(4), takes: slot(5), userId: 'P-bo' });
    expect([asked.status, await stands(4), await stands(5)]).toEqual([204, 'P-an', 'P-bo']);
    const [swap] = (await planFor(bo)).swaps;
    expect(swap).toMatchObject({ mayAnswer: true, mayWithdraw: false, state: 'asked' });
    const answer = `swaps/${swap?.id}/answer`;
    expect((await post(an, answer, { agrees: true })).body.code).toBe('SWAP_UNKNOWN');
    expect((await post(bo, answer, { agrees: true })).status).toBe(204);
    expect([await stands(4), await stands(5)]).toEqual(['P-bo', 'P-an']);
    expect((await post(bo, answer, { agrees: true })).status).toBe(204);
    expect((await post(bo, answer, { agrees: false })).body.code).toBe('SWAP_DECIDED');
    const told = house.deps.store.rows('notices');
    const to = { kind: 'duty-swap', 'to.id': { $in: ['P-an', 'P-bo'] } };
    expect(await told.countDocuments(to)).toBe(2);
  });

  test('with oneself, of a duty of somebody else, or with somebody who may not stand it, is refused', async () => {
    const codes = await Promise.all(
      [
        { gives: slot(7), userId: 'P-an' },
        { gives: slot(6), userId: 'P-bo' },
        { gives: slot(7), userId: 'P-handler' },
        { gives: slot(7), takes: slot(6), userId: 'P-bo' },
      ].map(async (body) => (await post(an, 'swaps', body)).body.code),
    );
    expect(codes).toEqual([
      ...['SWAP_WITH_ONESELF', 'NOT_ON_THAT_DUTY', 'NOT_FIT_FOR_DUTY', 'NOT_ON_THAT_DUTY'],
    ]);
  });

  test('that two agree to at once is kept for one of them', async () => {
    await post(an, 'swaps', { gives: slot(7), userId: 'P-bo' });
    await post(an, 'swaps', { gives: slot(7), userId: 'P-dou' });
    const dou = await house.signIn('dou');
    const answers = await Promise.all(
      [bo, dou].map(async (desk) => {
        const [swap] = (await planFor(desk)).swaps;
        return (await post(desk, `swaps/${swap?.id}/answer`, { agrees: true })).body.code ?? 'done';
      }),
    );
    expect(answers.toSorted()).toEqual(['NOT_ON_THAT_DUTY', 'done']);
  });

  test('is taken back by whoever asked, unless it was answered', async () => {
    await post(bo, 'swaps', { gives: slot(8), userId: 'P-dou' });
    const [swap] = (await planFor(bo)).swaps;
    expect((await post(an, `swaps/${swap?.id}/withdraw`)).status).toBe(404);
    expect((await post(bo, `swaps/${swap?.id}/withdraw`)).status).toBe(204);
    const dou = await house.signIn('dou');
    const late = await post(dou, `swaps/${swap?.id}/answer`, { agrees: true });
    expect(late.body.code).toBe('SWAP_DECIDED');
  });
});

describe('the daily rehearsal', () => {
  const told = () =>
    house.deps.store.rows('notices').countDocuments({ kind: 'duty-gap', 'params.count': 1 });
  const runOn = (days: number) => {
    const until = new Date((today + days) * 86_400_000 - 8 * 3_600_000);
    return rehearseDuty(house.deps, { since: new Date(0), until });
  };

  test('says nothing while the next seven days have no gap', async () => {
    await runOn(10);
    expect(await told()).toBe(0);
  });

  test('tells the office and the duty leaders once that the plan ends within seven days', async () => {
    await runOn(38);
    await runOn(38);
    expect(await told()).toBe(2);
  });
});
