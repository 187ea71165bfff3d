import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { CaseRow } from '../../../workers/store/cases.ts';
import type { Receipt } from '../../support/citizen-client.ts';
import { until } from '../../support/until.ts';
import { follow } from '../whole-way/citizen.ts';
import { endStep, fillForm, type StepAtDesk, straightWay, takeTask } from '../whole-way/desk.ts';
import { openStand, type Stand } from './stand.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

const today = DateTime.now().setZone('Asia/Shanghai');
const named = today.plus({ days: 10 });
let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const caseOf = async (receipt: Receipt) => {
  const row = await stand.store
    .rows<CaseRow>('cases')
    .findOne({ _id: await stand.caseId(receipt) });
  if (row === null) throw new Error('the case is not there');
  return row;
};

/** What its sender reads on the tracking page. */
async function asSender(receipt: Receipt, name: string, wanted: readonly string[]) {
  const context = await stand.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await follow(page, stand.house.baseUrl, receipt);
  for (const text of wanted) await page.getByText(text).first().waitFor();
  await stand.look(page, name);
  await context.close();
}

function stepOf(subject: string, { login, entries, button }: StepAtDesk): Promise<void> {
  return stand.step(login, subject, [...entries], button);
}

describe('the ends of a case at the desks', () => {
  test('what is not ours goes to another institution: its sender reads where, its receipt is recorded', async () => {
    const subject = '高速公路服务区收费问题';
    const receipt = await stand.handIn(subject);
    await stepOf(subject, {
      login: 'wangmin',
      entries: [
        { choose: '非本单位职责', of: '受理结论' },
        { choose: '一般', of: '紧急程度' },
        { pick: 'not-our-duty', from: '依据' },
        { write: '省高速公路管理局', into: '应找的单位' },
        { write: '服务区由省高速公路管理局管理，已将您的诉求移交。', into: '给诉求人的说明' },
      ],
      button: '移交并告知',
    });
    await until('the hand-over', async () => (await caseOf(receipt)).handover !== undefined);
    await asSender(receipt, 'handed over, for its sender', ['省高速公路管理局']);

    await stepOf(subject, {
      login: 'zhaolei',
      entries: [{ date: today.toISODate() ?? '' }, { write: '信访处', into: '由哪个部门接收' }],
      button: '登记回执',
    });
    await until('the receipt', async () => (await caseOf(receipt)).handover?.receivedOn != null);
  });

  test('an answer that names a day is answered once more when that is done', async () => {
    const subject = '河边步道栏杆锈蚀';
    const receipt = await stand.handIn(subject);
    await stand.until(receipt, 'propose');
    const [, , propose, draft, sign, check] = straightWay;
    if (!propose || !draft || !sign || !check) throw new Error('the way has six steps');
    await stepOf(subject, propose);
    await stand.at(draft.login, async (page) => {
      await takeTask(page, subject);
      await fillForm(page, draft.entries);
      const days = page.locator('.task-form input[type=date]');
      await days.nth(1).fill(named.toISODate() ?? '');
      await endStep(page, draft.button);
    });
    await stepOf(subject, sign);
    await stepOf(subject, check);
    await until('the promise', async () => (await caseOf(receipt)).promise?.instanceKey != null);
    await asSender(receipt, 'a promise, for its sender', ['前完成，正在办理']);

    await stepOf(subject, {
      login: 'liqiang',
      entries: [
        { date: today.toISODate() ?? '' },
        { write: '全段栏杆已除锈重新刷漆，并更换了十二处锈穿的立柱。', into: '兑现情况' },
      ],
      button: '报告已兑现',
    });
    await stepOf(subject, {
      login: 'chenjing',
      entries: [{ choose: '同意发出', of: '审核意见' }],
      button: '同意发出',
    });
    await until('the end of it', async () => (await caseOf(receipt)).promise?.closedAt != null);
    await asSender(receipt, 'the second answer, for its sender', [
      ...['承诺已兑现', '再次答复', '更换了十二处锈穿的立柱'],
    ]);
  });

  test('no page that was seen keeps anybody out', () => {
    expect(stand.faults).toEqual({});
  });
});
