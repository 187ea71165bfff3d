import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { theHouse } from '../../../../processes/complaint/case.ts';
import type { ActionRow } from '../../../../workers/store/cases.ts';
import { withdrawCase } from '../../../../workers/store/withdraw-case.ts';
import { type ApiHouse, receive, startApi } from '../start-api.ts';
import { cover, lamps, receiveRunning } from './drive-merge.ts';

let house: ApiHouse;
let office: Awaited<ReturnType<ApiHouse['signIn']>>;
const reason = '两件反映同一处路灯';

beforeAll(async () => {
  house = await startApi();
  await house.hire('zhaolei', { role: 'office', unitId: 'U-office' });
  await house.hire('liqiang', { role: 'unit-handler', unitId: 'U-shizheng' });
  office = await house.signIn('zhaolei');
}, 60_000);
afterAll(() => house.stop());

const ask = (leadId: string, followerIds: readonly string[], kind = 'duplicate') =>
  office.post('/api/v1/merges').send({ leadId, followerIds, kind, reason });
const countActions = () => house.deps.store.rows<ActionRow>('actions').countDocuments();

describe('likely duplicates of a case', () => {
  test('are shown with why, and another matter at the same place is not', async () => {
    const first = await receiveRunning(house, lamps[0]);
    const second = await receiveRunning(house, lamps[1]);
    const other = await receiveRunning(house, cover);

    const shown = await office.get(`/api/v1/cases/${second.caseId}/similar`);

    const numbers = shown.body.items.map(({ number }: { number: string }) => number);
    expect(numbers).toContain(first.number);
    expect(numbers).not.toContain(other.number);
    expect(shown.body.items[0].why).toMatchObject({ place: 'same', sameTopic: true, daysApart: 0 });
    expect(shown.body.mayMerge).toBe(true);
  });

  test('are not told to whoever may not read the case', async () => {
    const { caseId } = await receiveRunning(house);
    const handler = await house.signIn('liqiang');

    expect((await handler.get(`/api/v1/cases/${caseId}/similar`)).status).toBe(404);
    expect((await handler.get('/api/v1/clusters')).status).toBe(403);
  });
});

describe('a merge', () => {
  test('joins the case, keeps its number and file, tells its sender, and hides its tasks', async () => {
    const lead = await receiveRunning(house);
    const follower = await receiveRunning(house, lamps[1]);
    const key = await house.openTask({ caseId: follower.caseId, candidateGroups: ['office'] });
    const inbox = async () => {
      const { body } = await office.get('/api/v1/tasks?scope=all&limit=200');
      return body.items.map((item: { key: string }) => item.key);
    };
    expect(await inbox()).toContain(key);

    const done = await ask(lead.caseId, [follower.caseId]);

    expect(done.status).toBe(201);
    expect(await inbox()).not.toContain(key);
    const file = await office.get(`/api/v1/cases/${follower.caseId}`);
    expect(file.body.case).toMatchObject({
      ...{ number: follower.number, status: 'received' },
      merged: { leadId: lead.caseId, leadNumber: lead.number },
    });
    const tracked = await request(house.app)
      .post('/api/v1/complaints/track')
      .set('x-huiying', '1')
      .send({ number: follower.number, secret: follower.secret });
    expect(tracked.body.mergedAt).not.toBeNull();
    const timeline = await office.get(`/api/v1/cases/${follower.caseId}/timeline`);
    expect(timeline.body.items.find(({ type }: { type: string }) => type === 'merge').text).toBe(
      reason,
    );
    expect(
      (await house.deps.outbox.find(`cases-merged:${done.body.mergeIds[0]}`))?.told,
    ).toMatchObject({ kind: 'message', correlationKey: done.body.mergeIds[0] });
  });

  test('a step on a merged case is refused, and its task stays as it was', async () => {
    const lead = await receiveRunning(house);
    const follower = await receiveRunning(house, lamps[1]);
    const key = await house.openTask({
      ...{ caseId: follower.caseId, candidateGroups: ['office'] },
      ...{ action: 'assign', formKey: 'form-assign' },
    });
    await house.deps.cases.act(follower.caseId, () => [
      {
        ...{ type: 'accept', at: new Date(), data: { urgency: 'normal' } },
        by: { kind: 'staff', userId: 'P-1', role: 'intake-clerk', unitId: 'U-office' },
      },
    ]);
    await ask(lead.caseId, [follower.caseId]);

    const sent = await office
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { unitId: 'U-shizheng' } });

    expect([sent.status, sent.body.code]).toEqual([409, 'CASE_MERGED']);
    expect((await house.deps.claims.find(key))?.completedAt ?? null).toBeNull();
  });

  interface Three {
    readonly lead: string;
    readonly follower: string;
    readonly another: string;
  }
  const join = ({ lead, follower }: Three) => ask(lead, [follower]);
  const refuseLead = ({ lead }: Three) =>
    house.deps.cases.act(lead, () => [
      {
        ...{ type: 'refuse', at: new Date(), data: { ground: 'before-court' } },
        by: { kind: 'staff', userId: 'P-1', role: 'intake-clerk', unitId: 'U-office' },
      },
    ]);

  test.each<
    [
      string,
      string,
      number,
      ((three: Three) => PromiseLike<unknown>) | null,
      (three: Three) => ReturnType<typeof ask>,
    ]
  >([
    ['with itself', 'MERGE_WITH_ITSELF', 422, null, ({ lead }) => ask(lead, [lead])],
    ['in a circle', 'MERGE_CIRCLE', 409, join, ({ lead, follower }) => ask(follower, [lead])],
    [
      'a second time',
      'ALREADY_MERGED',
      409,
      join,
      ({ another, follower }) => ask(another, [follower]),
    ],
    [
      ...(['with a closed one', 'MERGE_CLOSED', 409] as const),
      refuseLead,
      ({ lead, another, follower }) => ask(lead, [another, follower]),
    ],
  ])('%s is refused and changes nothing', async (_how, code, status, before, wrong) => {
    const [lead, follower, another] = [
      (await receiveRunning(house)).caseId,
      (await receiveRunning(house, lamps[1])).caseId,
      (await receiveRunning(house)).caseId,
    ];
    await before?.({ lead, follower, another });
    const actions = await countActions();

    const sent = await wrong({ lead, follower, another });

    expect([sent.status, sent.body.code]).toEqual([status, code]);
    expect(await countActions()).toBe(actions);
  });

  test('of several is all or none', async () => {
    const lead = await receiveRunning(house);
    const good = await receiveRunning(house, lamps[1]);
    const fresh = await receive(house, { ...lamps[1] });

    const sent = await ask(lead.caseId, [good.caseId, fresh.caseId], 'campaign');

    expect(sent.body.code).toBe('MERGE_NOT_STARTED');
    expect(sent.body.detail).toContain(fresh.number);
    expect((await house.deps.cases.find(good.caseId))?.merged).toBeUndefined();
  });

  test('asked for twice at a time joins once', async () => {
    const lead = await receiveRunning(house);
    const follower = await receiveRunning(house, lamps[1]);

    const sent = await Promise.all([
      ask(lead.caseId, [follower.caseId]),
      ask(lead.caseId, [follower.caseId]),
    ]);

    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await house.deps.merges.ofCase(follower.caseId)).toHaveLength(1);
  });

  test('is undone before the answer: the case goes on where it stood, and may join again', async () => {
    const lead = await receiveRunning(house);
    const follower = await receiveRunning(house, lamps[1]);
    const [mergeId] = (await ask(lead.caseId, [follower.caseId])).body.mergeIds;

    const undone = await office
      .post(`/api/v1/merges/${mergeId}/undo`)
      .send({ reason: '不是同一处' });
    const again = await office.post(`/api/v1/merges/${mergeId}/undo`).send({ reason: '再撤一次' });

    expect([undone.status, again.status, again.body.code]).toEqual([204, 409, 'MERGE_ENDED']);
    expect(await house.deps.cases.find(follower.caseId)).toMatchObject({
      ...{ status: 'received', merged: null },
    });
    expect((await house.deps.cases.find(lead.caseId))?.followers).toEqual([]);
    expect(await house.deps.outbox.find(`merge-undone:${mergeId}`)).not.toBeNull();
    expect((await ask(lead.caseId, [follower.caseId])).status).toBe(201);
  });

  test('is left by a case that its sender withdraws', async () => {
    const { cases, merges, store } = house.deps;
    const lead = await receiveRunning(house);
    const follower = await receiveRunning(house, lamps[1]);
    const regime = { regimeId: 'city', startEvent: 'received', answeredBy: 'unit' } as const;
    await cases.act(follower.caseId, () => [
      {
        ...{ type: 'set-regime', at: new Date(), by: theHouse },
        data: { ...regime, publishes: true },
      },
    ]);
    const { instanceKey = null } = (await cases.find(follower.caseId)) ?? {};
    await store
      .rows<{ _id: string | null; processDefinitionKey: string }>('instances')
      .insertOne({ _id: instanceKey, processDefinitionKey: '100' });
    const [mergeId] = (await ask(lead.caseId, [follower.caseId])).body.mergeIds;

    await withdrawCase(house.deps, follower.caseId, new Date());

    expect(await cases.find(follower.caseId)).toMatchObject({ status: 'withdrawn', merged: null });
    expect((await cases.find(lead.caseId))?.followers).toEqual([]);
    expect((await merges.find(mergeId))?.state).toBe('undone');
    expect(await house.deps.outbox.find(`merge-undone:${mergeId}`)).not.toBeNull();
  });

  test('is not for a unit', async () => {
    const lead = await receiveRunning(house);
    const handler = await house.signIn('liqiang');

    const sent = await handler
      .post('/api/v1/merges')
      .send({ leadId: lead.caseId, followerIds: ['x'], kind: 'duplicate', reason });

    expect(sent.status).toBe(403);
  });
});

describe('clusters', () => {
  test('gather open cases about one matter, with growth and the first due date', async () => {
    const shown = await office.get('/api/v1/clusters?topic=urban-rural-construction');

    const [largest] = shown.body.items;
    expect(largest.cases.length).toBeGreaterThan(2);
    expect(largest).toMatchObject({ place: '滨河路东段', weekBefore: 0 });
    expect(largest.lastWeek).toBe(largest.cases.length);
  });
});

describe('whoever writes a complaint', () => {
  const look = (body: object) =>
    request(house.app).post('/api/v1/complaints/similar').set('x-huiying', '1').send(body);

  test('is told how many raised it from three on, and reads nobody’s words', async () => {
    const shown = await look(lamps[1]);

    expect(shown.body.others).toBeGreaterThanOrEqual(3);
    expect(shown.body.published).toEqual([]);
    expect(shown.text).not.toContain('路灯');
  });

  test('is told nothing of one or two', async () => {
    const rare = { subject: '井盖丢失', text: '文化路邮局门口的井盖不见了', place: '文化路' };
    await receive(house, { topic: 'transport', ...rare });

    expect((await look(rare)).body).toEqual({ published: [], others: null });
  });

  test('is told nothing of a few signs', async () => {
    expect((await look({ subject: '路灯' })).body).toEqual({ published: [], others: null });
  });
});

describe('signatures', () => {
  test('that are missing are made by the command, once', async () => {
    const { caseId } = await receive(house, { ...lamps[0] });
    await house.deps.store.rows('signatures').deleteMany({});

    expect(await house.deps.signatures.rebuild(() => undefined)).toBeGreaterThan(1);
    expect(await house.deps.signatures.rebuild(() => undefined)).toBe(0);
    expect(await house.deps.signatures.ofCases([caseId])).toHaveLength(1);
  });
});
