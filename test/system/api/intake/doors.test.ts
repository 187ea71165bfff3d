import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takeStep } from '../../../../workers/store/step.ts';
import { type ApiHouse, assign, complaint, startApi } from '../start-api.ts';
import { boardScenes } from './board-scenes.ts';
import { mailScenes } from './mail-scenes.ts';
import { open311Scenes } from './open311-scenes.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('clerk', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('office', { role: 'office', unitId: 'U-office' });
  await house.hire('informer', { role: 'information-officer', unitId: 'U-shizheng' });
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
}, 60_000);
afterAll(() => house.stop());

const called = { ...complaint, channel: 'hotline' };
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
const count = () => house.deps.store.rows('complaints').countDocuments({});

async function enter(login: string, body: object, key = 'none') {
  const agent = await house.signIn(login);
  const sent = agent.post('/api/v1/intake');
  return key === 'none' ? sent.send(body) : sent.set('idempotency-key', key).send(body);
}

describe('a complaint entered for somebody else', () => {
  test('states its channel, its times and who entered it, and gives number and code', async () => {
    const [postedAt, collectedAt, receivedAt] = [ago(30), ago(20), ago(10)];

    const sent = await enter('clerk', { ...called, postedAt, collectedAt, receivedAt });

    expect(sent.status).toBe(201);
    expect(sent.body.secret.replaceAll('-', '')).toHaveLength(26);
    const found = await house.deps.cases.find(sent.body.caseId);
    expect(found).toMatchObject({
      number: sent.body.number,
      channel: 'hotline',
      times: {
        posted: new Date(postedAt),
        collected: new Date(collectedAt),
        received: new Date(receivedAt),
      },
    });
    const [first] = await house.deps.cases.log(sent.body.caseId);
    expect(first?.by).toMatchObject({ userId: 'P-clerk', role: 'intake-clerk' });
  });

  test('comes by every door staff take it in by', async () => {
    for (const channel of ['letter', 'visit', 'mailbox', 'email', 'weibo', 'wechat'])
      expect((await enter('informer', { ...complaint, channel })).status).toBe(201);
  });

  test('sent twice is one', async () => {
    const before = await count();
    const send = () =>
      enter('clerk', { ...called, receivedAt: '2026-11-01T01:00:00Z' }, 'entry-0001');

    const answers = [await send(), await send()];

    expect(new Set(answers.map(({ body }) => body.secret)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('what was typed as number or link there is left out of a confidential complaint for the unit, too', async () => {
    const reference = 'https://hotline.example.org/calls/7';
    const hidden = await enter('clerk', { ...called, reference, confidential: true });
    await assign(house, hidden.body.caseId, 'U-shizheng');
    const referenceFor = async (login: string) => {
      const agent = await house.signIn(login);
      return (await agent.get(`/api/v1/cases/${hidden.body.caseId}`)).body.complaint.reference;
    };

    expect(await referenceFor('handler')).toBeNull();
    expect(await referenceFor('clerk')).toBe(reference);
  });

  test('a post of a board is known by its link, left out of a confidential one for the unit', async () => {
    const link = 'https://board.example.org/thread/7';
    const open = await enter('informer', { ...complaint, channel: 'board', link });
    const hidden = await enter('clerk', {
      ...{ ...complaint, channel: 'board', link, confidential: true },
    });
    await assign(house, open.body.caseId, 'U-shizheng');
    await assign(house, hidden.body.caseId, 'U-shizheng');
    const [handler, clerk] = [await house.signIn('handler'), await house.signIn('clerk')];
    const linkFor = async (agent: typeof handler, caseId: string) =>
      (await agent.get(`/api/v1/cases/${caseId}`)).body.origin.link;

    expect(await linkFor(handler, open.body.caseId)).toBe(link);
    expect(await linkFor(handler, hidden.body.caseId)).toBeNull();
    expect(await linkFor(clerk, hidden.body.caseId)).toBe(link);
  });

  test.each([
    ['the web page as channel', { ...called, channel: 'web' }, '/channel'],
    ['a board without its link', { ...called, channel: 'board' }, '/link'],
    [
      'a link that would run',
      { ...called, channel: 'board', link: 'javascript:alert(1)' },
      '/link',
    ],
    ['a referral from nobody', { ...called, channel: 'referral' }, '/referral/body'],
    ['received tomorrow', { ...called, receivedAt: '2099-01-01T00:00:00Z' }, '/receivedAt'],
    [
      'received before it was found',
      { ...called, receivedAt: ago(9), collectedAt: ago(5) },
      '/collectedAt',
    ],
  ])('%s is refused at its place, and nothing is kept', async (_what, body, pointer) => {
    const before = await count();

    const refused = await enter('clerk', body);

    expect(refused.status).toBe(422);
    expect(refused.body.errors).toContainEqual(expect.objectContaining({ pointer }));
    expect(await count()).toBe(before);
  });

  test('is not for a handler', async () => {
    expect((await enter('handler', called)).status).toBe(403);
  });
});

describe('a complaint another body referred', () => {
  const referral = {
    ...{ body: '省信访局', number: '信转〔2026〕88号', deadline: '2026-12-15' },
    wish: '请于期限内反馈办理结果',
  };
  const referred = { ...complaint, channel: 'referral', referral };

  async function end(caseId: string): Promise<void> {
    const at = new Date();
    const by = {
      kind: 'staff',
      userId: 'P-clerk',
      role: 'intake-clerk',
      unitId: 'U-office',
    } as const;
    await house.deps.cases.act(caseId, () => [
      { type: 'refuse', at, by, data: { ground: 'before-court' } },
    ]);
    await takeStep(house.deps, caseId, at, () => ({ drafts: [], tells: 'refused' }));
  }

  test('shows its deadline beside ours, and is listed until its result is reported back', async () => {
    const clerk = await house.signIn('clerk');
    const { caseId } = (await enter('clerk', referred)).body;
    const list = async (state: string) =>
      (await clerk.get('/api/v1/referrals').query({ state })).body.items.map(
        (one: { caseId: string }) => one.caseId,
      );
    const file = (await clerk.get(`/api/v1/cases/${caseId}`)).body;
    const key = await house.openTask({ caseId });
    const task = (await clerk.get(`/api/v1/tasks/${key}`)).body.task;

    expect(file.origin.referral).toMatchObject({
      ...{ body: '省信访局', number: '信转〔2026〕88号', mayReport: false },
      deadline: '2026-12-15T16:00:00.000Z',
    });
    expect(task.otherDeadline).toBe('2026-12-15T16:00:00.000Z');
    expect(await list('open')).toContain(caseId);

    await end(caseId);
    expect(await list('to-report')).toContain(caseId);
    const told = await house.deps.notices.ofCase(caseId);
    expect(told.filter(({ kind }) => kind === 'referral-ended')).toHaveLength(2);

    const report = { means: 'letter', text: '已函复：该事项正在诉讼中，不予受理。' };
    const done = await clerk.post(`/api/v1/cases/${caseId}/report-back`).send(report);
    expect(done.status).toBe(200);
    expect(await list('to-report')).not.toContain(caseId);
    expect(await list('reported')).toContain(caseId);
    const [last] = (await house.deps.cases.log(caseId)).slice(-1);
    expect(last).toMatchObject({ type: 'report-back', data: { means: 'letter' } });
    expect(JSON.stringify(last)).not.toContain('函复');
  });

  test('is reported back once, only after its end, only where somebody referred it', async () => {
    const office = await house.signIn('office');
    const { caseId } = (await enter('clerk', referred)).body;
    const own = (await enter('clerk', called)).body.caseId;
    const report = async (id: string) =>
      (
        await office
          .post(`/api/v1/cases/${id}/report-back`)
          .send({ means: 'phone', text: '已电话告知' })
      ).body.code;

    expect(await report(caseId)).toBe('RESULT_NOT_YET');
    await end(caseId);
    expect(await report(caseId)).toBeUndefined();
    expect(await report(caseId)).toBe('REPORTED_BACK_ALREADY');
    expect(await report(own)).toBe('NOT_REFERRED');
  });
});

open311Scenes(() => house);
mailScenes(() => house);
boardScenes(() => house);
