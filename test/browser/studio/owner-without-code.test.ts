import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../workers/store/connect.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { type Receipt, rateReply, submitComplaint } from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { callStaff, caseOf, workUntil } from '../../support/one-case.ts';
import { until } from '../../support/until.ts';
import { startBrowser } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { endStep, fillForm, takeTask } from '../whole-way/desk.ts';
import {
  appendBlock,
  connectTo,
  makeDefault,
  nameIt,
  putGatewayOn,
  writeCondition,
} from './drawing.ts';
import { type Draft, draftOf, openFile, openTable, saved, select, sitDown } from './editor.ts';
import { beginInStudio, runExamples, takeIntoForce } from './into-force.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

const step = '现场核查';
let house: Installation;
let store: Store;
let browser: Browser;
let staff: DeskClient[];
/** The owner's own page. */
let page: Page;
let complaints: string[];
let draft: Draft;
let old: Receipt;
let waiting: Receipt;

async function handIn(key: string, topic: string, subject: string): Promise<Receipt> {
  const receipt = await submitComplaint(house.baseUrl, key, { topic, subject });
  if (receipt === null) throw new Error('the house did not answer');
  return receipt;
}

const tasksOf = async ({ number }: Receipt) => {
  const { _id: caseId } = await caseOf(store, number);
  return store.rows<TaskRow>('tasks').find({ caseId }).toArray();
};
const statusOf = async ({ number }: Receipt) => (await caseOf(store, number)).status;
const versionOf = async ({ number }: Receipt) => {
  const { _id: caseId } = await caseOf(store, number);
  const about = { caseId, bpmnProcessId: 'complaint' };
  return (await store.rows<InstanceRow>('instances').findOne(about))?.version;
};
const waitsAt = (receipt: Receipt, name: string) => async () =>
  (await tasksOf(receipt)).some((task) => task.name === name && task.state === 'open');

beforeAll(async () => {
  house = await openInstallation({}, 2);
  store = await house.openStore();
  browser = await startBrowser();
  staff = await callStaff(house);
  ({ page, complaints } = await sitDown(browser, house, 'fengmei'));
  await until('the shipped set', () => store.rows('model_sets').findOne({ state: 'in-force' }));
  old = await handIn('old', 'health', '旧诉求：诊所夜间噪声');
  waiting = await handIn('waiting', 'health', '旧诉求：等候的一件');
  for (const one of [old, waiting]) await until('its first task', waitsAt(one, '受理审查'));
});
afterAll(async () => {
  await browser.close();
  await store.close();
  await house.close();
});

/** The id of an element as the saved diagram has it. */
const idOf = (xml: string, tag: string, name: string) =>
  new RegExp(`<bpmn:${tag} id="([^"]+)" name="${name}"`).exec(xml)?.[1] ?? '';
const lineBetween = (xml: string, from: string, to: string) =>
  new RegExp(`<bpmn:sequenceFlow id="([^"]+)"[^>]* sourceRef="${from}" targetRef="${to}"`).exec(
    xml,
  )?.[1] ?? '';

async function diagramWith(what: string): Promise<string> {
  await saved(page);
  return until(`the saved diagram with ${what}`, async () => {
    const { content } = await draft.read('complaint.bpmn');
    return content.includes(what) && content;
  });
}

describe('an owner without code', () => {
  test('draws a form of their own', async () => {
    draft = draftOf(await house.signIn('fengmei'), await beginInStudio(page, house, step));
    await page.getByRole('button', { name: '新建文件…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('编号').fill('site-visit');
    await dialog.getByRole('button', { name: '新建并打开' }).click();

    await page.getByRole('button', { name: '添加日期' }).click();
    await page.getByLabel('变量名').fill('visitedOn');
    await page.getByLabel('名称（中文）').fill('核查日期');
    await page.getByLabel('名称（英文）').fill('Visited on');
    await page.getByLabel('必填').check();
    await page.getByRole('button', { name: '添加多行文字' }).click();
    await page.getByLabel('变量名').fill('seen');
    await page.getByLabel('名称（中文）').fill('现场情况');
    await page.getByRole('button', { name: '添加单选' }).click();
    await page.getByLabel('变量名').fill('siteFinding');
    await page.getByLabel('名称（中文）').fill('核查结论');
    await page.getByLabel('第 1 项的值').fill('as-told');
    await page.getByLabel('第 1 项的中文').fill('与反映一致');
    await page.getByLabel('第 2 项的值').fill('not-as-told');
    await page.getByLabel('第 2 项的中文').fill('与反映不一致');
    await page.getByRole('tab', { name: '预览' }).click();
    await page.locator('[data-preview]').getByText('与反映不一致').waitFor();
    await saved(page);

    const { content } = await draft.read('site-visit.form');
    for (const word of ['核查日期', '现场情况', '核查结论', 'not-as-told'])
      expect(content).toContain(word);
  });

  test('lets a column of the rule say which topics need it, and an example say so too', async () => {
    await openTable(page, house, draft, 'pre-check.dmn');
    await page.locator('.add-output button').click();
    await page.locator('th.output-cell').nth(2).dblclick();
    await page.getByRole('textbox', { name: '输出列名称' }).fill(step);
    await page.getByLabel('输出变量名').fill('siteVisit');
    await page.keyboard.press('Escape');
    const row = page.locator('.decision-canvas tbody tr', { hasText: '"health"' });
    await row.locator('td.output-cell').nth(2).click();
    await page.keyboard.insertText('"yes"');
    await saved(page);
    await until('the saved rule', async () =>
      /name="siteVisit"[\s\S]*"yes"/.test((await draft.read('pre-check.dmn')).content),
    );

    await page.goto(draft.page(house, 'pre-check.scenario.json'));
    await page.getByLabel('添加一列').selectOption('expect');
    await page.getByLabel('列的变量名').fill('siteVisit');
    await page.getByRole('button', { name: '添加列' }).click();
    await page.getByLabel('卫生事项加急：siteVisit').fill('yes');
    await page.getByLabel('卫生事项加急：siteVisit').blur();
    expect(await seriousFaultsOf(page)).toEqual([]);
    await saved(page);
    await until('the saved example', async () =>
      (await draft.read('pre-check.scenario.json')).content.includes('"siteVisit": "yes"'),
    );
  });

  test('puts the task between two steps, behind a gateway that reads the rule', async () => {
    await openFile(page, house, draft, 'complaint.bpmn');
    await putGatewayOn(page, 'Flow_DecidePreCheck_PreCheck');
    await nameIt(page, '需要现场核查？');
    await appendBlock(page, '普通步骤');
    await nameIt(page, step);
    const panel = page.locator('.properties');
    await panel.getByLabel('表单').selectOption('site-visit');
    await panel.getByLabel('由谁办（候选组）').selectOption({ label: '办公室' });
    await connectTo(page, 'Task_PreCheck');
    let xml = await diagramWith('formId="site-visit"');
    const gateway = idOf(xml, 'exclusiveGateway', '需要现场核查？');
    const task = idOf(xml, 'userTask', step);

    await select(page, lineBetween(xml, gateway, task));
    await nameIt(page, '是');
    await writeCondition(page, 'preCheck.siteVisit = "yes"');
    await diagramWith('preCheck.siteVisit');
    await select(page, lineBetween(xml, gateway, 'Task_PreCheck'));
    await makeDefault(page);
    xml = await diagramWith(' default="');

    expect(lineBetween(xml, task, 'Task_PreCheck')).not.toBe('');
    expect(xml).toMatch(new RegExp(`id="${gateway}"[^>]* default="`));
    // The check of the last change comes a moment after it.
    await until('a check without errors', async () => {
      const checked = await page.locator('.findings[data-checked=true]').count();
      return checked === 1 && (await page.locator('.findings [data-level=error]').count()) === 0;
    });
  });

  test('tries its examples, and a second person lets it into force', async () => {
    await runExamples(page, house, draft.id);
    await takeIntoForce({ browser, house, page, reviewer: 'denghua' }, draft.id);

    expect(await page.locator('[data-publication=in-force]').textContent()).toContain('全部分区');
    expect(complaints).toEqual([]);
  });

  test('the next complaint of that topic passes through the new task, and its answers are on the case file', async () => {
    const subject = '新诊所污水气味';
    const next = await handIn('next', 'health', subject);
    await workUntil(staff, next.number, waitsAt(next, step));
    const handler = await sitDown(browser, house, 'zhaolei');
    await takeTask(handler.page, subject);
    await fillForm(handler.page, [
      { date: '2026-11-20' },
      { write: '到场查看，后院排污口有异味。', into: '现场情况' },
      { choose: '与反映一致', of: '核查结论' },
    ]);
    expect(await seriousFaultsOf(handler.page)).toEqual([]);
    await endStep(handler.page, '完成这一步');

    const { _id: caseId } = await caseOf(store, next.number);
    await handler.page.goto(`${house.baseUrl}/desk/cases/${caseId}`);
    await handler.page.getByRole('tab', { name: '办理' }).click();
    const voice = handler.page.locator('article', { hasText: step });
    const told = await voice.first().textContent();
    for (const words of ['核查日期', '11月20日', '后院排污口有异味', '核查结论', '与反映一致'])
      expect(told).toContain(words);
    await workUntil(staff, next.number, async () => (await statusOf(next)) === 'answered');
    expect(await versionOf(next)).toBe(2);
    expect(handler.complaints).toEqual([]);
    await handler.page.context().close();
  });

  test('one of another topic does not; one begun before ends on its own version', async () => {
    const other = await handIn('other', 'transport', '公交站牌倾斜');
    await workUntil(staff, other.number, async () => (await statusOf(other)) === 'answered');
    await workUntil(staff, old.number, async () => (await statusOf(old)) === 'answered');
    expect(await rateReply(house.baseUrl, old, 5)).toBeLessThan(300);
    await until('the old case to be archived', async () => (await statusOf(old)) === 'archived');

    for (const one of [other, old])
      expect((await tasksOf(one)).map(({ name }) => name)).not.toContain(step);
    expect(await versionOf(other)).toBe(2);
    expect(await versionOf(old)).toBe(1);
  });

  test('a running old case is migrated and stands on the new version', async () => {
    expect(await versionOf(waiting)).toBe(1);
    await page.goto(`${house.baseUrl}/desk/migrations`);
    const process = page.locator('label', { hasText: '流程' }).locator('select').first();
    await process.selectOption('complaint');
    await page.getByRole('button', { name: '预演' }).click();
    await page.getByText('全部可以迁').waitFor();
    await page.getByLabel('理由（会留下记录）').fill('统一按新流程办理');
    await page.getByRole('button', { name: '迁移 1 件' }).click();
    await page.locator('[data-run="done"]').waitFor();
    await page.locator('td', { hasText: '已迁到新版' }).first().waitFor();

    expect(await versionOf(waiting)).toBe(2);
    await workUntil(staff, waiting.number, async () => (await statusOf(waiting)) === 'answered');
    expect(complaints).toEqual([]);
  });
});
