import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Page } from 'playwright-core';
import type { CaseRow } from '../../../workers/store/cases.ts';
import type { Receipt } from '../../support/citizen-client.ts';
import { until } from '../../support/until.ts';
import { follow } from '../whole-way/citizen.ts';
import { openStand, type Stand } from './stand.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

async function openCase(page: Page, receipt: Receipt, tab?: string): Promise<void> {
  await page.goto(`${stand.house.baseUrl}/desk/cases/${await stand.caseId(receipt)}`);
  await page.getByRole('tablist').first().waitFor();
  if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click();
}

const caseOf = async (receipt: Receipt) => {
  const row = await stand.store
    .rows<CaseRow>('cases')
    .findOne({ _id: await stand.caseId(receipt) });
  if (row === null) throw new Error('the case is not there');
  return row;
};
const dialogOf = (page: Page) => page.getByRole('dialog');

describe('the turns of a case at the desks', () => {
  test('given back twice, it is decided, and the ledger of the case tells all of it', async () => {
    const subject = '河边堆放建筑垃圾';
    const receipt = await stand.handIn(subject);
    const back = [
      { choose: '退回办公室', of: '办理方式' },
      { pick: 'other-unit-duty', from: '退回理由' },
      { write: '职责清单第12条列明由其他单位承担。', into: '退回说明' },
    ];
    await stand.until(receipt, 'propose');

    await stand.step('liqiang', subject, back, '退回办公室');
    await stand.step(
      'zhaolei',
      subject,
      [
        { choose: '是', of: '退回是否成立' },
        { choose: '本机构其他单位', of: '交给谁' },
        { pick: 'U-huanbao', from: '承办单位' },
      ],
      '改派',
    );
    await stand.step('linxia', subject, back, '退回办公室');
    await stand.step(
      'zhaolei',
      subject,
      [
        { choose: '否', of: '退回是否成立' },
        { pick: 'U-huanbao', from: '裁定由哪个单位承办' },
        { write: '按职责清单由生态环境局承办。', into: '裁定理由' },
      ],
      '裁定承办单位',
    );

    await until('the dispatch after the decision', async () => {
      return (await caseOf(receipt)).turns?.length === 3;
    });
    await stand.at('zhaolei', async (page) => {
      await openCase(page, receipt, '办理');
      const ledger = page.getByRole('region', { name: '派发与退回台账' });
      await ledger.getByText('经裁定').waitFor();
      await stand.look(page, 'the ledger');

      expect(await ledger.locator('tbody tr').count()).toBe(3);
      expect(await ledger.textContent()).toContain('退回：职责清单列明由其他单位承担');
      expect(await page.getByText('本件有 1 次退回不成立。').count()).toBe(1);
    });
  });

  test('handled together, its lead unit sees who gave what, and nobody waits for one who left', async () => {
    const subject = '工地扬尘噪声和占道一起投诉';
    const receipt = await stand.handIn(subject);
    await stand.until(receipt, 'assign');

    await stand.at('zhaolei', async (page) => {
      await page.locator('[data-task]', { hasText: subject }).first().click();
      await page.locator('.bar').getByRole('button', { name: /认领/ }).click();
      const form = page.locator('.task-form');
      await form.getByLabel('承办单位').first().selectOption('U-shizheng');
      await form.getByLabel('生态环境局', { exact: true }).check();
      await form.getByLabel('住房和城乡建设局', { exact: true }).check();
      await stand.look(page, 'assigning to three units');
      await page.locator('.bar').getByRole('button', { name: '交办' }).click();
      const asked = page.locator('.el-message-box .el-button--primary');
      const left = page.locator('.bar .leaving, .done');
      await asked.or(left).first().waitFor();
      if (await asked.isVisible()) await asked.click();
      await left.first().waitFor();
    });
    await stand.until(receipt, 'contribute');
    await stand.step(
      'linxia',
      subject,
      [{ write: '经监测，夜间噪声超过限值，已责令整改。', into: '协办意见' }],
      '提交协办意见',
    );

    await stand.at('zhaolei', async (page) => {
      await openCase(page, receipt);
      const card = page.locator('.joint');
      await card.getByText('已提交').waitFor();
      await card.getByRole('button', { name: '追加单位' }).click();
      await dialogOf(page).getByLabel('单位').selectOption({ label: '交通运输局' });
      await stand.look(page, 'one unit more');
      await dialogOf(page).getByRole('button', { name: '确定' }).click();
      await card.getByText('交通运输局').waitFor();
      await card.getByRole('button', { name: '撤出：住房和城乡建设局' }).click();
      await dialogOf(page).getByLabel('理由').fill('无需住建部门参与');
      await dialogOf(page).getByRole('button', { name: '确定' }).click();
      await card.getByText('已撤出').waitFor();
      await card.getByRole('button', { name: '不再等待其余单位' }).click();
      await dialogOf(page).getByLabel('理由').fill('意见已够');
      await dialogOf(page).getByRole('button', { name: '确定' }).click();
      await card.getByText('未等待').waitFor();
      await stand.look(page, 'joint handling');

      const parts = await card.locator('li').allTextContents();
      expect(parts.map((text) => /已提交|已撤出|未等待/.exec(text)?.[0])).toEqual([
        '已提交',
        '已撤出',
        '未等待',
      ]);
    });
    await stand.until(receipt, 'propose');
  });

  test('a question stops the clock, is answered on the tracking page, and read at the desk', async () => {
    const receipt = await stand.handIn('楼道灯坏了没人修');
    await stand.until(receipt, 'propose');

    await stand.at('liqiang', async (page) => {
      await openCase(page, receipt);
      await page.getByRole('button', { name: '追问诉求人' }).click();
      await dialogOf(page).getByLabel('问题（不写其他人的个人信息）').fill('是哪一个单元的楼道？');
      await stand.look(page, 'asking');
      await dialogOf(page).getByRole('button', { name: '发出追问' }).click();
      await page.getByText('已向诉求人追问').waitFor();
      await stand.look(page, 'waiting for the answer');
    });
    const done = () => caseOf(receipt).then(({ clocks }) => clocks.find((c) => c.kind === 'done'));
    expect((await done())?.paused).toMatchObject({ category: 'citizen-material' });

    const context = await stand.browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const citizen = await context.newPage();
    await follow(citizen, stand.house.baseUrl, receipt);
    await citizen.getByText('是哪一个单元的楼道？').waitFor();
    await citizen.fill('#answer', '三单元，二楼到四楼。');
    await citizen.getByRole('button', { name: '提交回答' }).click();
    await citizen.getByText('已经收到您的回答').waitFor();
    await context.close();

    await until('the clock to go on', async () => (await done())?.paused === undefined);
    await stand.at('liqiang', async (page) => {
      await openCase(page, receipt, '办理');
      await page.getByText('三单元，二楼到四楼。').waitFor();
      await stand.look(page, 'the answer');
    });
  });

  test('two about the same matter are merged by a person, and taken apart again', async () => {
    const first = await stand.handIn('人民公园南门路灯不亮');
    const second = await stand.handIn('人民公园南门的路灯一直不亮');
    await stand.until(first, 'assign');
    await stand.until(second, 'assign');

    await stand.at('zhaolei', async (page) => {
      await openCase(page, second, '相似办件');
      await page.getByLabel('人民公园南门路灯不亮').check();
      await stand.look(page, 'similar cases');
      await page.getByRole('button', { name: '与所选 1 件合并' }).click();
      await dialogOf(page).getByLabel('说明').fill('同一处路灯');
      await stand.look(page, 'merging');
      await dialogOf(page).getByRole('button', { name: '把 1 件并入主办件' }).click();
      await page.getByText('等待主办件答复').waitFor();
      expect((await caseOf(second)).merged?.leadId).toBe(await stand.caseId(first));

      await page.getByRole('button', { name: '撤销并案' }).click();
      await dialogOf(page).getByLabel('撤销的原因').fill('其实是另一处');
      await dialogOf(page).getByRole('button', { name: '撤销，恢复单独办理' }).click();
      await page.getByText('已撤销').waitFor();
      await stand.look(page, 'taken apart');
    });
    await stand.until(second, 'assign');
  });

  test('given to a unit below, it comes back answered; sent back it comes again', async () => {
    const subject = '东湖社区门口积水';
    const receipt = await stand.handIn(subject);
    await stand.until(receipt, 'assign');
    await stand.step('zhaolei', subject, [{ pick: 'U-donghu', from: '承办单位' }], '交办');
    await until('the dispatch', async () => (await caseOf(receipt)).turns !== undefined);

    await stand.at('donghu-cb', async (page) => {
      await openCase(page, receipt);
      await page.getByRole('button', { name: '交下级办理' }).click();
      await dialogOf(page).getByLabel('交给哪个单位').selectOption({ label: '东湖街道城建科' });
      await dialogOf(page).getByLabel('办理要求').fill('请到现场查看排水口。');
      await stand.look(page, 'assigning down');
      await dialogOf(page).getByRole('button', { name: '确定' }).click();
      await page.locator('.way').getByText('等待签收').waitFor();
      await page.getByText('现由 东湖街道办事处 负责').waitFor();
    });
    const below = 'donghu-chengjian-cb';
    const answer = [{ write: '排水口被落叶堵塞，已清理，积水已退。', into: '办理情况' }];
    await stand.step(below, subject, [], '签收');
    await stand.step(below, subject, answer, '上报');

    await stand.at('donghu-cb', async (page) => {
      await openCase(page, receipt);
      await page.locator('.way').getByText('已上报').waitFor();
      await page.getByRole('button', { name: '退回下级重办' }).click();
      await dialogOf(page).getByLabel('退回理由').fill('请补充多久会再堵。');
      await dialogOf(page).getByRole('button', { name: '确定' }).click();
      await page.getByText('现由 东湖街道城建科 负责').waitFor();
      await stand.look(page, 'the way of a case');
    });
    await stand.step(below, subject, answer, '上报');
    await until('both answers', async () => {
      return (await caseOf(receipt)).way?.every(({ answeredAt }) => answeredAt !== null);
    });
  });

  test('the end of a live session is recorded: its clock begins, and the rule is asked again', async () => {
    const id = await stand.fromSession('直播中问到小区停车难');
    const current = () => stand.store.rows<CaseRow>('cases').findOne({ _id: id });
    await until('the regime', async () => (await current())?.regime);

    await stand.at('zhaolei', async (page) => {
      await page.goto(`${stand.house.baseUrl}/desk/cases/${id}`);
      const card = page.locator('.regime');
      await card.getByText('办结 3 个工作日，自「问政结束」起算').waitFor();
      await card.getByRole('button', { name: '登记起算事件' }).click();
      const ended = DateTime.now().setZone('Asia/Shanghai').minus({ hours: 1 });
      await dialogOf(page).getByLabel('发生的时间').fill(ended.toFormat("yyyy-LL-dd'T'HH:mm"));
      await stand.look(page, 'recording a start event');
      await dialogOf(page).getByRole('button', { name: '登记' }).click();
      await page.locator('.clocks').getByText('办结', { exact: true }).waitFor();

      await card.getByRole('button', { name: '认定事项分量' }).click();
      await dialogOf(page).getByLabel('事项分量').selectOption('several-sections');
      await dialogOf(page).getByLabel('理由').fill('涉及两个科室');
      await stand.look(page, 'saying how weighty it is');
      await dialogOf(page).getByRole('button', { name: '认定', exact: true }).click();
      await card.locator('span.quiet', { hasText: '涉及多个科室' }).waitFor();
      await stand.look(page, 'the regime of a case');
    });
    await until('the rule', async () => (await current())?.regimeAsk?.state === 'kept');
  });

  test('no page that was seen keeps anybody out', () => {
    expect(stand.faults).toEqual({});
  });
});
