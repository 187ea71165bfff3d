import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declineExtension, grantExtension } from '../../../../workers/store/extensions.ts';
import { takeStep } from '../../../../workers/store/step.ts';
import { type ApiHouse, startApi } from '../start-api.ts';
import { clockOf, forMaterial, hireMovers, openClocks, openDecision } from './drive-clock.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await hireMovers(house);
}, 60_000);
afterAll(() => house.stop());

const version = '"1"';

describe('pausing a clock', () => {
  test('writes record, action, texts, notice and word to the engine, and leaves the other clock alone', async () => {
    const { caseId, done, at } = await openClocks(house);
    const first = await clockOf(house, `${caseId}:first-response`);
    const office = await house.signIn('zhaolei');

    const paused = await office.post(`${at}/pause`).set('if-match', version).send(forMaterial);

    expect(paused.status).toBe(200);
    const clock = await clockOf(house, done);
    expect(clock.pauses).toMatchObject([{ ...forMaterial, to: null }]);
    const log = await house.deps.cases.log(caseId);
    expect(log.find(({ type }) => type === 'pause-clock')).toMatchObject({
      by: { role: 'office' },
      data: { clockId: done, category: 'citizen-material', to: null },
    });
    expect(JSON.stringify(log)).not.toContain('产权证明');
    const entries = await house.deps.entries.ofCase(caseId);
    expect(entries.at(-1)?.fields).toEqual(forMaterial);
    const notices = await house.deps.notices.ofCase(caseId);
    expect(notices.map(({ kind }) => kind)).toContain('clock-paused');
    const word = await house.deps.outbox.find(`clock-moved:${done}:v2`);
    expect(word?.told).toMatchObject({ name: 'clock-moved', correlationKey: done });
    expect(await clockOf(house, first.id)).toEqual(first);
  });

  test('is shown in the case file with since when and why, and can be ended', async () => {
    const { caseId, done, at } = await openClocks(house);
    const before = await clockOf(house, done);
    const office = await house.signIn('zhaolei');
    const from = before.startAt.toISOString();

    await office
      .post(`${at}/pause`)
      .set('if-match', version)
      .send({ ...forMaterial, from });
    const file = await office.get(`/api/v1/cases/${caseId}`);
    const shown = file.body.clocks.find(({ id }: { id: string }) => id === done);
    expect(shown).toMatchObject({ paused: true, pause: { category: 'citizen-material' } });
    expect(shown.may).toEqual(['resume']);

    const resumed = await office.post(`${at}/resume`).set('if-match', '"2"').send({});
    expect(resumed.status).toBe(200);
    const clock = await clockOf(house, done);
    expect(clock.pauses[0]?.to).not.toBeNull();
    expect(clock.dueAt.getTime()).toBeGreaterThanOrEqual(before.dueAt.getTime());
    expect((await house.deps.outbox.find(`clock-moved:${done}:v3`))?.told).toMatchObject({
      messageId: `clock-moved:${done}:v3`,
    });
  });

  test('can be tried before: nothing is written', async () => {
    const { done, at } = await openClocks(house);
    const before = await clockOf(house, done);
    const handler = await house.signIn('liqiang');

    const tried = await handler
      .post(`${at}/preview`)
      .send({ move: 'ask-extension', amount: before.amount });

    expect(tried.status).toBe(200);
    expect(tried.body.dueBefore).toBe(before.dueAt.toISOString());
    expect(Date.parse(tried.body.dueAfter)).toBeGreaterThan(before.dueAt.getTime());
    expect(await clockOf(house, done)).toEqual(before);
  });

  test.each([
    ['begins in the future', { from: '2126-01-01T00:00:00Z' }, 'PAUSE_IN_FUTURE'],
    ['begins before the clock', { from: '2020-01-01T00:00:00Z' }, 'PAUSE_BEFORE_START'],
    ['is to end in the future', { to: '2126-01-01T00:00:00Z' }, 'PAUSE_END_IN_FUTURE'],
  ])('that %s is refused in words of both languages', async (_what, given, code) => {
    const { at } = await openClocks(house);
    const office = await house.signIn('zhaolei');
    const send = (lang: string) =>
      office
        .post(`${at}/pause?lang=${lang}`)
        .set('if-match', version)
        .send({ ...forMaterial, ...given });

    const [zh, en] = [await send('zh'), await send('en')];

    expect(zh.status).toBe(409);
    expect(zh.body.code).toBe(code);
    expect(zh.body.title).toMatch(/\p{Script=Han}/u);
    expect(en.body.title).toMatch(/^[A-Z]/);
    expect(`${zh.body.detail}${en.body.detail}`).not.toMatch(/\{\{|T\d\d:\d\d:/);
  });

  test('that overlaps another is refused, and the places are named', async () => {
    const { at, done } = await openClocks(house);
    const office = await house.signIn('zhaolei');
    const from = (await clockOf(house, done)).startAt.toISOString();
    await office
      .post(`${at}/pause`)
      .set('if-match', version)
      .send({ ...forMaterial, from });

    const second = await office.post(`${at}/pause`).set('if-match', '"2"').send(forMaterial);

    expect(second.body).toMatchObject({ code: 'PAUSES_OVERLAP' });
    expect(second.body.detail).toContain('第 1 段与第 2 段');
  });

  test('without paper is refused at its field', async () => {
    const { at } = await openClocks(house);
    const office = await house.signIn('zhaolei');

    const sent = await office
      .post(`${at}/pause`)
      .set('if-match', version)
      .send({ ...forMaterial, paper: '' });

    expect(sent.status).toBe(422);
    expect(sent.body.errors).toMatchObject([{ pointer: '/paper' }]);
  });
});

describe('more time', () => {
  const wanted = { amount: 8, reason: '需委托检测机构鉴定', paper: '云城管〔2026〕13号' };

  async function ask() {
    const opened = await openClocks(house);
    const handler = await house.signIn('liqiang');
    const asked = await handler
      .post(`${opened.at}/extension`)
      .set('if-match', version)
      .send(wanted);
    return { ...opened, handler, asked, requestId: String(asked.body.requestId) };
  }

  test('is asked for by the unit, decided by the office, and told to the citizen', async () => {
    const { asked, requestId, caseId, done } = await ask();
    const before = await clockOf(house, done);
    expect(asked.status).toBe(202);
    expect((await house.deps.outbox.find(`extension-asked:${requestId}`))?.told).toMatchObject({
      correlationKey: requestId,
      variables: { requestId },
    });
    const key = await openDecision(house, requestId, '11');
    const office = await house.signIn('zhaolei');

    const decided = await office
      .post(`/api/v1/tasks/${key}/complete`)
      .send({ fields: { decision: 'approved', paper: '云府办〔2026〕40号' } });
    expect(decided.body).toEqual({ state: 'completing' });
    const row = await house.deps.outbox.find(`complete:${key}`);
    expect(row?.told).toMatchObject({ variables: { decision: 'approved' } });
    expect(await grantExtension(house.deps, requestId, new Date())).toBe(true);

    const clock = await clockOf(house, done);
    expect(clock.extensions).toMatchObject([{ amount: 8, unit: 'wd', reason: wanted.reason }]);
    expect(clock.extensions[0]?.paper).toBe('云城管〔2026〕13号；云府办〔2026〕40号');
    expect(clock.dueAt.getTime()).toBeGreaterThan(before.dueAt.getTime());
    const notices = await house.deps.notices.ofCase(caseId);
    expect(notices.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['clock-extended', 'extension-granted']),
    );
    const file = await office.get(`/api/v1/cases/${caseId}`);
    expect(file.body.clocks.find(({ id }: { id: string }) => id === done)).toMatchObject({
      extended: 1,
      request: { id: requestId, state: 'granted' },
    });
  });

  test('that is declined changes nothing but its own record', async () => {
    const { requestId, caseId, done } = await ask();
    const before = await clockOf(house, done);
    const key = await openDecision(house, requestId, '12');
    const office = await house.signIn('zhaolei');

    const fields = { decision: 'declined', remarks: '可以先行答复' };
    await office.post(`/api/v1/tasks/${key}/complete`).send({ fields });
    expect(await declineExtension(house.deps, requestId, new Date())).toBe(true);

    expect(await clockOf(house, done)).toEqual(before);
    const log = await house.deps.cases.log(caseId);
    expect(log.at(-1)).toMatchObject({ type: 'decline-extension', data: { outcome: 'declined' } });
  });

  test('is granted as of the decision, and lapses when the clock has ended', async () => {
    const { requestId, done } = await ask();
    const key = await openDecision(house, requestId, '13');
    const office = await house.signIn('zhaolei');
    await office.post(`/api/v1/tasks/${key}/complete`).send({ fields: { decision: 'approved' } });
    const clock = await clockOf(house, done);
    await house.deps.store.transaction((tx) =>
      house.deps.clocks.save(
        tx,
        { ...clock, status: 'overdue', verdict: 'overdue', verdictAt: new Date() },
        clock.version,
      ),
    );

    expect(await grantExtension(house.deps, requestId, new Date())).toBe(false);
    expect((await clockOf(house, done)).extensions).toEqual([]);
    expect(await house.deps.extensionRequests.find(requestId)).toMatchObject({ state: 'lapsed' });
  });

  test('lapses as soon as its clock is met, and its diagram takes the task back', async () => {
    const { requestId, caseId, done } = await ask();
    const at = new Date();

    await takeStep(house.deps, caseId, at, () => ({ drafts: [], meets: ['done'] }));

    const lapsed = await house.deps.extensionRequests.find(requestId);
    expect(lapsed).toMatchObject({ state: 'lapsed', outcome: 'lapsed', decidedBy: null });
    const word = await house.deps.outbox.find(`extension-lapsed:${requestId}`);
    expect(word?.told).toMatchObject({ name: 'extension-lapsed', correlationKey: requestId });
    expect((await house.deps.cases.log(caseId)).at(-1)).toMatchObject({
      type: 'decline-extension',
      data: { requestId, clockId: done, outcome: 'lapsed' },
    });
    const notices = await house.deps.notices.ofCase(caseId);
    expect(notices.map(({ kind }) => kind)).toContain('extension-lapsed');
  });

  test('is refused after the clock ran out', async () => {
    const { at, done } = await openClocks(house);
    const clock = await clockOf(house, done);
    await house.deps.store.transaction((tx) =>
      house.deps.clocks.save(tx, { ...clock, dueAt: new Date(Date.now() - 1000) }, clock.version),
    );
    const handler = await house.signIn('liqiang');

    const asked = await handler.post(`${at}/extension`).set('if-match', '"2"').send(wanted);

    expect(asked.status).toBe(409);
    expect(asked.body.code).toBe('CLOCK_EXPIRED');
  });
});
