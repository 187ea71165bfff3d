import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DrawnCases } from '../../../../api/look-backs/schema.ts';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import type { Actor } from '../../../../processes/complaint/case.ts';
import { drawSample, lookBackIdOf } from '../../../../processes/look-back/look-back.ts';
import { sha256 } from '../../../../workers/platform/digest.ts';
import { closeLookBack, openLookBack } from '../../../../workers/store/look-backs.ts';
import { answerCase, assignCase } from '../../citizen/drive-case.ts';
import { receiveRunning } from '../merges/drive-merge.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

type Agent = Awaited<ReturnType<ApiHouse['signIn']>>;
const leftOpen = '十二号杆的路灯还是不亮，维修后第二天又灭了。';
let house: ApiHouse;
let office: Agent;

beforeAll(async () => {
  house = await startApi();
  await house.hire('bangong', { role: 'office', unitId: 'U-office' });
  await house.hire('renyuan', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.deps.calendars.seedOnce(chineseCalendar(), new Date());
  office = await house.signIn('bangong');
}, 60_000);
afterAll(() => house.stop());

async function answered(change: object = {}): Promise<string> {
  const { caseId } = await receiveRunning(house, change);
  await assignCase(house.deps, caseId, new Date());
  await answerCase(house.deps, caseId, new Date());
  return caseId;
}

const draw = (body: object, key = `draw-${Math.random()}`) =>
  office.post('/api/v1/look-backs').set('idempotency-key', key).send(body);
const caseOf = async (caseId: string) => {
  const one = await house.deps.cases.find(caseId);
  if (one === null) throw new Error('the case is not there');
  return one;
};

/** Somebody looks back at a drawn case, as its task would be done; the diagram carries it out. */
async function look(caseId: string, result: 'settled' | 'not-settled' | 'not-reached') {
  const by: Actor = { kind: 'staff', userId: 'P-9', role: 'office', unitId: 'U-office' };
  const lookBackId = lookBackIdOf(caseId);
  const about = { caseId, step: 'Task_LookBack', action: 'look-back', taskKey: '1', by };
  const at = new Date();
  await house.deps.store.transaction((tx) =>
    house.deps.entries.put(tx, {
      ...{ ...about, _id: `${caseId}:look`, at, salt: 'salt', digest: 'digest' },
      fields: { how: 'phone', result, remarks: leftOpen },
    }),
  );
  await house.deps.cases.act(caseId, () => [
    { type: 'look-back', at, by, data: { lookBackId, how: 'phone', result } },
  ]);
  await closeLookBack(house.deps, lookBackId, at);
  return lookBackId;
}

describe('drawing closed cases', () => {
  test('takes those the order of the digests names, tells each to its diagram, and can be drawn again', async () => {
    const pool = await Promise.all([answered(), answered(), answered(), answered()]);
    expect((await office.get('/api/v1/look-backs/pool')).body).toEqual({ pool: 4 });

    const done = await draw({ size: 2 });

    expect(done.status).toBe(201);
    const { id, cases }: DrawnCases = done.body;
    const drawn = cases.map(({ caseId }) => caseId);
    expect(drawn.toSorted()).toEqual(drawSample(pool, { drawId: id, size: 2 }, sha256).toSorted());
    for (const caseId of drawn) {
      const lookBackId = lookBackIdOf(caseId);
      expect((await caseOf(caseId)).lookBack).toMatchObject({ id: lookBackId, drawId: id });
      expect((await house.deps.outbox.find(`look-back-drawn:${lookBackId}`))?.told).toMatchObject({
        ...{ name: 'look-back-drawn', correlationKey: lookBackId },
      });
    }
    expect((await office.get('/api/v1/look-backs/pool')).body).toEqual({ pool: 2 });
    expect((await office.get(`/api/v1/look-backs/${id}`)).body).toEqual(done.body);
  });

  test('sent twice draws once', async () => {
    await answered();

    const first = await draw({ size: 1 }, 'the-same-draw');
    const again = await draw({ size: 1 }, 'the-same-draw');

    expect(again.body.id).toBe(first.body.id);
    expect(again.body.drawn).toBe(1);
  });

  test('leaves out confidential senders, other units, other topics, and what was rated an answer', async () => {
    await draw({ size: 100 });
    await answered({ confidential: true });
    const rated = await answered();
    const by = { kind: 'citizen', userId: null, role: null, unitId: null } as const;
    await house.deps.cases.act(rated, () => [
      { type: 'rate', at: new Date(), by, data: { answered: false, score: 1 } },
    ]);
    const poolOf = async (query: string) =>
      (await office.get(`/api/v1/look-backs/pool?${query}`)).body.pool;

    expect(await poolOf('')).toBe(1);
    expect(await poolOf('unanswered=yes')).toBe(1);
    expect(await poolOf('unitId=U-donghu')).toBe(0);
    expect(await poolOf('topic=transport')).toBe(0);
    expect(await poolOf('from=2040-01-01T00:00:00Z')).toBe(0);
    expect((await draw({ size: 5, unitId: 'U-donghu' })).body).toMatchObject({
      ...{ status: 422, code: 'NOTHING_TO_DRAW' },
    });
  });

  test('is for the office and supervision', async () => {
    const handler = await house.signIn('renyuan');

    expect((await handler.get('/api/v1/look-backs')).status).toBe(403);
    expect((await handler.post('/api/v1/look-backs').send({ size: 1 })).status).toBe(403);
    expect((await draw({ size: 0 })).status).toBe(422);
    expect((await office.get('/api/v1/look-backs/none')).status).toBe(404);
  });
});

describe('looking back', () => {
  async function drawnCase() {
    const caseId = await answered();
    await draw({ size: 100 });
    return caseId;
  }

  test('is due some working days after the draw, and held by one instance', async () => {
    const caseId = await drawnCase();
    const lookBackId = lookBackIdOf(caseId);
    const open = (instanceKey: string) =>
      openLookBack(house.deps, { lookBackId, instanceKey, days: 10, at: new Date() });

    const first = await open('1');

    expect(first.claimed).toBe(true);
    expect(first.until.getTime()).toBeGreaterThan(Date.now() + 9 * 86_400_000);
    expect(await open('1')).toEqual(first);
    expect((await open('2')).claimed).toBe(false);
  });

  test('that finds the matter settled ends there', async () => {
    const caseId = await drawnCase();
    const lookBackId = await look(caseId, 'settled');
    await closeLookBack(house.deps, lookBackId, new Date());

    const one = await caseOf(caseId);
    expect([one.lookBack?.closedAt, one.reopenedAs]).toEqual([expect.any(Date), undefined]);
  });

  test('that finds it not settled has it handled anew once, in the words of whoever looked', async () => {
    const caseId = await drawnCase();
    const lookBackId = await look(caseId, 'not-settled');
    await closeLookBack(house.deps, lookBackId, new Date());

    const { reopenedAs, status } = await caseOf(caseId);
    const anew = await house.deps.complaints.find(reopenedAs?.caseId ?? '');
    expect(status).toBe('answered');
    expect(anew?.text).toBe(leftOpen);
    expect((await caseOf(reopenedAs?.caseId ?? '')).reopens?.caseId).toBe(caseId);
    const { items } = (await office.get('/api/v1/look-backs')).body;
    expect(items[0].results).toMatchObject({ notSettled: 1 });
  });
});
