import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isoDateOf, localDay } from '../../../../processes/clock/day.ts';
import { houseZone } from '../../../../processes/language/dates.ts';
import { takeCallTurn } from '../../../../workers/store/duty-call.ts';
import { rotaOf, shiftOf } from '../../../rota/rotas.ts';
import { openIncidentHouse } from './drive-incident.ts';

let at: Awaited<ReturnType<typeof openIncidentHouse>>;
const turn = { whom: 'on-duty', minutes: 5 } as const;

beforeAll(async () => {
  at = await openIncidentHouse();
  const { deps, hire } = at.house;
  await hire('tang', { role: 'duty-leader', unitId: 'U-office' });
  await hire('wei', { role: 'duty-leader', unitId: 'U-office' });
  const from = isoDateOf(localDay(new Date(), houseZone) - 1);
  const shift = shiftOf({ from, minutes: 7 * 24 * 60, turn: ['P-tang'] });
  const rota = rotaOf([shift], { id: 'leaders', role: 'duty-leader' });
  const to = { value: { items: [rota] }, version: 0, at: new Date() };
  await deps.store.transaction((tx) => deps.settings.change('rotas', to, tx));
}, 60_000);
afterAll(() => at.house.stop());

/** An incident whose call has taken its first turn, twice over. */
async function calling() {
  const { body } = await at.raise(at.duty, at.about());
  const callId = `${body.id}:call-duty-leader`;
  const job = { instanceKey: `instance of ${callId}`, at: new Date() };
  const turns = [1, 2].map(() => takeCallTurn(at.house.deps, { callId, attempt: 1, turn }, job));
  const outcomes = await Promise.all(turns);
  const id: string = body.id;
  return { id, callId, outcomes };
}

const noticesOf = async (incidentId: string) =>
  (await at.house.deps.notices.ofCase(incidentId)).map(({ to }) => to.id).sort();

describe('a call of whoever is on duty', () => {
  test('reaches them alone, once however often its turn is taken, and stands in the room', async () => {
    const { id, callId, outcomes } = await calling();
    const [first, again] = outcomes;
    expect(first).toMatchObject({ state: 'calling' });
    expect(again).toEqual(first);
    expect(await noticesOf(id)).toEqual(['P-tang', 'office']);
    expect((await at.roomOf(at.office, id)).calls).toMatchObject([
      { id: callId, role: 'duty-leader', answeredAt: null, mayAnswer: true },
    ]);
  });

  test('is taken by somebody it could have gone to, once, and the engine is told', async () => {
    const { id, callId } = await calling();
    const wei = await at.house.signIn('wei');
    const path = `/api/v1/duty/calls/${callId}/answer`;
    expect((await at.duty.post(path)).body.code).toBe('CALL_UNKNOWN');
    expect((await wei.post(path)).status).toBe(204);
    expect((await wei.post(path)).status).toBe(204);
    expect((await at.office.post(path)).body.code).toBe('CALL_ANSWERED');
    expect(await at.messages(id)).toContain(`duty-call-answered:${callId}`);
    const [call] = (await at.roomOf(at.office, id)).calls;
    expect([call?.answeredBy, call?.mayAnswer]).toEqual(['wei 某', false]);
  });

  test('of another instance ends, and one that was answered calls nobody else', async () => {
    const { id, callId } = await calling();
    const other = { instanceKey: 'another instance', at: new Date() };
    const next = { callId, attempt: 2, turn };
    expect(await takeCallTurn(at.house.deps, next, other)).toMatchObject({ state: 'duplicate' });
    await at.office.post(`/api/v1/duty/calls/${callId}/answer`);
    const job = { instanceKey: `instance of ${callId}`, at: new Date() };
    expect(await takeCallTurn(at.house.deps, next, job)).toMatchObject({ state: 'answered' });
    expect(await noticesOf(id)).toEqual(['P-tang', 'office']);
  });
});
