import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Actor, theHouse } from '../../../processes/complaint/case.ts';
import { sendInterimReply } from '../../../workers/store/interim-reply.ts';
import { askQuestion } from '../../../workers/store/questions.ts';
import { answerCase, assignCase, endCase, startDoneClock } from './drive-case.ts';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, story, submit } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
const now = new Date('2026-11-21T02:00:00Z');
const dueAt = new Date('2026-12-02T16:00:00Z');
beforeAll(async () => {
  house = await startCitizenHouse({ now: () => now });
  const unit = { parentId: null, path: [], tier: 1, duties: [], dissolvedAt: null, version: 1 };
  await house.stores.units.insert({
    ...unit,
    _id: 'U-shizheng',
    name: '城市管理局',
    nameEn: 'Urban Management Bureau',
  });
});
afterAll(() => house.stop());

async function submitted() {
  const visitor = createVisitor(house.app);
  const receipt = await submit(visitor);
  const caseId = (await house.stores.cases.findByNumber(receipt.number))?.id ?? '';
  return { visitor, receipt, caseId };
}

async function answered(mode: 'public' | 'private' = 'public') {
  const given = await submitted();
  await startDoneClock(house.stores, given.caseId, now, dueAt);
  await assignCase(house.stores, given.caseId, now);
  await answerCase(house.stores, given.caseId, now, mode);
  return given;
}

describe('following a complaint', () => {
  test('number and secret open it, however they are written', async () => {
    const { receipt, caseId } = await submitted();
    await startDoneClock(house.stores, caseId, now, dueAt);
    await assignCase(house.stores, caseId, now);

    const page = await createVisitor(house.app).post('/track', {
      number: ` ${receipt.number.toLowerCase()} `,
      secret: receipt.secret.replaceAll('-', ' ').toLowerCase(),
    });

    expect(page.status).toBe(200);
    expect(page.text).toContain(story.subject);
    expect(page.text).toContain('城市管理局正在调查办理。');
    expect(page.text).toContain('最迟 12月2日 周三 当天 答复您');
    expect(page.headers['cache-control']).toBe('private, no-store');
  });

  test('a wrong secret and an unknown number are the same answer', async () => {
    const { receipt } = await submitted();
    const stranger = createVisitor(house.app);

    const wrong = await stranger.post('/track', { number: receipt.number, secret: 'A'.repeat(26) });
    const unknown = await stranger.post('/track', {
      number: 'HY20261121-9999',
      secret: receipt.secret,
    });

    const without = (text: string) => text.replaceAll(/HY\d{8}-\d{4}/g, 'NUMBER');
    expect(without(wrong.text)).toBe(without(unknown.text));
    expect(wrong.status).toBe(unknown.status);
    expect(wrong.text).toContain('没有找到');
    expect(wrong.text).not.toContain(story.subject);
  });

  test('neither is answered sooner than the hold, so that their time tells nothing', async () => {
    const { receipt } = await submitted();
    const stranger = createVisitor(house.app);
    const begun = process.hrtime.bigint();

    await stranger.post('/track', { number: receipt.number, secret: 'wrong' });

    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeGreaterThanOrEqual(240);
  });
});

describe('the end of a case', () => {
  test('a reply is shown as a letter, and can be rated once', async () => {
    const { visitor, receipt, caseId } = await answered();

    const page = await visitor.post('/track', receipt);
    const none = await visitor.post('/track/rate', { ...receipt });
    const first = await visitor.post('/track/rate', { ...receipt, answered: 'yes', score: '4' });
    const second = await visitor.post('/track/rate', { ...receipt, answered: 'no', score: '1' });

    expect(page.text).toContain('<article class="letter"');
    expect(none.status).toBe(422);
    expect(first.text).toContain('您的评价我们记下了：回答了，4 分');
    expect(second.text).toContain('您已经评价过：回答了，4 分');
    expect((await house.stores.cases.find(caseId))?.rating).toMatchObject({
      answered: true,
      score: 4,
    });
    expect(await house.stores.outbox.find(`rated:${caseId}`)).not.toBeNull();
  });

  test('before the reply there is nothing to rate', async () => {
    const { visitor, receipt } = await submitted();

    const early = await visitor.post('/track/rate', { ...receipt, answered: 'yes', score: '4' });

    expect(early.text).toContain('答复之后才能评价');
  });

  test('a refusal and a handing over say why and where to go', async () => {
    const refused = await submitted();
    const handed = await submitted();
    await endCase(house.stores, refused.caseId, now, 'refuse', {
      ground: 'before-court',
      explanation: '',
      otherBody: '',
    });
    await endCase(house.stores, handed.caseId, now, 'hand-over', {
      ground: 'not-our-duty',
      explanation: '',
      otherBody: '邻县民政局',
    });

    expect((await refused.visitor.post('/track', refused.receipt)).text).toContain(
      '请向正在审理的法院提出',
    );
    expect((await handed.visitor.post('/track', handed.receipt)).text).toContain('邻县民政局');
  });
});

describe('while the matter is handled', () => {
  const by: Actor = { kind: 'staff', userId: 'P-1', role: 'unit-handler', unitId: 'U-shizheng' };

  async function asked() {
    const given = await submitted();
    const { caseId } = given;
    await assignCase(house.stores, caseId, now);
    const place = { caseId, by, at: now };
    const questionId = await askQuestion(house.stores, place, '路灯在路的哪一侧？');
    const data = { questionId, until: dueAt, pausedClockId: null, instanceKey: '1' };
    await house.stores.cases.act(caseId, () => [
      { type: 'put-question', at: now, by: theHouse, data },
    ]);
    return { ...given, questionId };
  }

  test('a question is shown with its form and answered once, without a script', async () => {
    const { visitor, receipt, caseId, questionId: question } = await asked();

    const page = await visitor.post('/track', receipt);
    const empty = await visitor.post('/track/answer', { ...receipt, question, answer: ' ' });
    const first = await visitor.post('/track/answer', { ...receipt, question, answer: '在北侧。' });
    const second = await visitor.post('/track/answer', { ...receipt, question, answer: '南侧。' });

    expect(page.text).toContain('路灯在路的哪一侧？');
    expect(page.text).toContain('action="/track/answer"');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('请写下您的回答');
    expect(first.text).toContain('已经收到您的回答');
    expect(first.text).toContain('在北侧。');
    expect(first.text).not.toContain('action="/track/answer"');
    expect(second.text).toContain('第一次的回答已经保存');
    expect((await house.stores.entries.newest(caseId, 'answer-question'))?.fields).toEqual({
      answer: '在北侧。',
    });
  });

  test('an answer with a wrong secret, or to a question of another case, is not taken', async () => {
    const one = await asked();
    const other = await asked();
    const answer = { question: one.questionId, answer: '在北侧。' };

    const secret = { ...one.receipt, secret: 'A'.repeat(26), ...answer };
    const wrong = await one.visitor.post('/track/answer', secret);
    const strange = await other.visitor.post('/track/answer', { ...other.receipt, ...answer });

    expect(wrong.text).toContain('没有找到');
    expect(strange.text).toContain('不再等待');
    expect(await house.stores.entries.newest(one.caseId, 'answer-question')).toBeNull();
  });

  test('an interim reply is told to its sender once however often it is sent, and meets no clock', async () => {
    const { visitor, receipt, caseId } = await submitted();
    await startDoneClock(house.stores, caseId, now, dueAt);
    await assignCase(house.stores, caseId, now);
    const text = '电缆已经订购，到货后三天内更换。';
    const deputy = { ...by, role: 'unit-deputy' } as const;
    const place = { caseId, by: deputy, at: now, key: 'the-same-wish' };
    await sendInterimReply(house.stores, place, { text, until: '2026-12-20' });
    await sendInterimReply(house.stores, place, { text, until: '2026-12-20' });

    const page = await visitor.post('/track', receipt);

    expect(page.text).toContain(text);
    expect(page.text).toContain('这不是最后的答复');
    expect((await house.stores.cases.find(caseId))?.interim).toHaveLength(1);
    expect((await house.stores.cases.find(caseId))?.clocks).toMatchObject([{ state: 'running' }]);
  });

  test('a case is withdrawn after one more question, where its diagram hears of it', async () => {
    const { visitor, receipt, caseId } = await submitted();
    const { store, cases } = house.stores;
    const regime = { regimeId: 'city', startEvent: 'received', answeredBy: 'unit' };
    await cases.act(caseId, () => [
      { type: 'claim', at: now, by: theHouse, data: { instanceKey: `i-${caseId}` } },
      { type: 'set-regime', at: now, by: theHouse, data: { ...regime, publishes: true } },
    ]);
    await assignCase(house.stores, caseId, now);
    const deaf = await visitor.post('/track', receipt);
    const instance = { _id: `i-${caseId}`, processDefinitionKey: `d-${caseId}` };
    await store.rows<typeof instance>('instances').insertOne(instance);
    const diagram = { _id: `d-${caseId}`, resource: '<message name="complaint-withdrawn"/>' };
    await store.rows<typeof diagram>('definitions').insertOne(diagram);

    const page = await visitor.post('/track', receipt);
    const sure = await visitor.post('/track/withdraw', receipt);
    const statusThen = (await cases.find(caseId))?.status;
    const gone = await visitor.post('/track/withdraw', { ...receipt, confirmed: 'yes' });

    expect(deaf.text).not.toContain('/track/withdraw');
    expect(page.text).toContain('/track/withdraw');
    expect(sure.text).toContain('确定要撤回');
    expect(statusThen).toBe('assigned');
    expect(gone.text).toContain('已按您的要求撤回');
    expect((await cases.find(caseId))?.status).toBe('withdrawn');
    const word = `complaint-withdrawn:${caseId}`;
    expect(await house.stores.outbox.find(word)).not.toBeNull();
  });
});

describe('the public register', () => {
  test('shows published replies without the complaint behind them, and never private ones', async () => {
    const open = await answered('public');
    const closed = await answered('private');
    const visitor = createVisitor(house.app);

    const list = await visitor.get('/register');
    const found = await visitor.get('/register?q=%E8%B7%AF%E7%81%AF&topic=environment');
    const none = await visitor.get('/register?q=.*');
    const one = await visitor.get(`/register/${open.receipt.number}`);
    const hidden = await visitor.get(`/register/${closed.receipt.number}`);

    expect(list.text).toContain(open.receipt.number);
    expect(list.text).not.toContain(closed.receipt.number);
    expect(found.text).toContain(open.receipt.number);
    expect(none.text).toContain('没有找到符合的答复');
    expect(one.text).toContain('<article class="letter"');
    expect(one.text).not.toContain('希望尽快修好');
    expect(hidden.status).toBe(404);
  });
});

describe('around the pages', () => {
  test('the language is kept once chosen', async () => {
    const visitor = createVisitor(house.app);

    await visitor.get('/?lang=en');

    expect((await visitor.get('/track')).text).toContain('See how far your complaint is');
  });

  test('a page nobody serves says so in a page', async () => {
    const lost = await createVisitor(house.app).get('/nowhere');

    expect(lost.status).toBe(404);
    expect(lost.text).toContain('没有这一页');
  });

  test('the policy lets nothing run and nothing in from elsewhere', async () => {
    const { headers } = await createVisitor(house.app).get('/');

    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/);
  });

  test('the stylesheet is kept for ever under the digest of its bytes', async () => {
    const visitor = createVisitor(house.app);
    const path =
      /href="(\/citizen\.[0-9a-f]{16}\.css)"/.exec((await visitor.get('/')).text)?.[1] ?? '';

    const style = await visitor.get(path);

    expect(style.headers['content-type']).toContain('text/css');
    expect(style.headers['cache-control']).toContain('immutable');
  });
});
