import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../workers/store/connect.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from './axe.ts';
import { follow, handIn, type KeptReceipt, receiptOn } from './citizen.ts';
import { type Entry, endStep, fillForm, signInAtDesk, straightWay, takeTask } from './desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let store: Store;
let browser: Browser;
const subject = '滨河路东段三盏路灯不亮';
const faults: Record<string, string[]> = {};

beforeAll(async () => {
  house = await openInstallation();
  store = await house.openStore();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await store.close();
  await house.close();
});

async function newPage(): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { page, complaints: watch(page) };
}

async function lookAt(page: Page, name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

/** News about every open task, as another desk would make it; waits until this desk has read and drawn it. */
async function newsComes(page: Page): Promise<void> {
  const read = page.waitForResponse(
    (answer) => /\/tasks\/\d+\?/.test(answer.url()) && answer.request().method() === 'GET',
  );
  await store.rows<TaskRow>('tasks').updateMany({ state: 'open' }, { $inc: { priority: 1 } });
  await read;
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/** Somebody takes the task of the matter and ends it. */
async function atDesk(login: string, button: string, entries: readonly Entry[]): Promise<void> {
  const { page, complaints } = await newPage();
  await signInAtDesk(page, house.baseUrl, login, await house.password());
  await takeTask(page, subject);
  await fillForm(page, entries);
  await lookAt(page, `${login}, ${button}`);
  await endStep(page, button);
  expect(complaints).toEqual([]);
  await page.context().close();
}

describe('one complaint in the browser', () => {
  let receipt: KeptReceipt;
  let again: KeptReceipt;

  test('a citizen hands it in and gets number and secret', async () => {
    const { page } = await newPage();

    receipt = await handIn(page, house.baseUrl, subject);

    expect(receipt.number).toMatch(/^HY\d{8}-\d{4}$/);
    expect(receipt.secret.length).toBeGreaterThan(25);
  });

  test('news about a task takes nothing away from who is filling its form', async () => {
    const [step] = straightWay;
    const { page } = await newPage();
    await signInAtDesk(page, house.baseUrl, step?.login ?? '', await house.password());
    await takeTask(page, subject);
    await fillForm(page, step?.entries ?? []);
    const drawn = await page.locator('.task-form .fjs-form').first().elementHandle();
    const held = await page.evaluateHandle(() => document.activeElement);

    await newsComes(page);

    expect(await drawn?.evaluate((form) => form.isConnected)).toBe(true);
    expect(await held.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: /退回待领/ }).click();
    await page.getByRole('button', { name: /认领/ }).waitFor();
    await page.context().close();
  });

  test('six desks take it from acceptance to the published reply', async () => {
    for (const { login, button, entries } of straightWay) await atDesk(login, button, entries);
  });

  test('the citizen reads the reply, and finds it in the public register', async () => {
    const { page } = await newPage();
    await until('the reply on the tracking page', async () => {
      await follow(page, house.baseUrl, receipt);
      return (await page.locator('main').textContent())?.includes('路灯已恢复照明');
    });

    await page.goto(`${house.baseUrl}/register`);

    expect(await page.locator('main').textContent()).toContain(subject);
  });

  test('the case file shows text, clocks, diagram and timeline', async () => {
    const { page, complaints } = await newPage();
    await signInAtDesk(page, house.baseUrl, 'zhaolei', await house.password());
    await page.goto(`${house.baseUrl}/desk/cases`);
    await page.getByRole('link', { name: subject }).first().click();
    await page.getByRole('tablist').first().waitFor();
    await lookAt(page, 'case file');
    await page.getByRole('tab', { name: '流程' }).click();
    await page.locator('.djs-container svg').first().waitFor();
    await lookAt(page, 'diagram');

    expect(complaints).toEqual([]);
  });

  test('what the answer left open is put again, and the two cases lead to each other', async () => {
    const { page, complaints } = await newPage();
    await follow(page, house.baseUrl, receipt);
    await page.getByLabel('还有什么没有解决').fill('修好的路灯第二天又灭了，请再检查一次线路。');
    await lookAt(page, 'putting it again');
    await page.getByRole('button', { name: '再次反映' }).click();
    again = await receiptOn(page);
    await lookAt(page, 'receipt of what was put again');
    const desk = await newPage();
    await signInAtDesk(desk.page, house.baseUrl, 'zhaolei', await house.password());
    await desk.page.goto(`${house.baseUrl}/desk/cases`);
    await desk.page.getByRole('link', { name: subject }).first().click();
    const other = desk.page.locator('.joined').getByRole('link');
    const number = (await other.textContent())?.trim() ?? '';
    await lookAt(desk.page, 'case that was put again');

    await other.click();

    await desk.page.getByRole('heading', { name: number }).waitFor();
    await desk.page
      .locator('.joined')
      .getByText(/再次反映/)
      .waitFor();
    expect([...complaints, ...desk.complaints]).toEqual([]);
  });

  test('a refusal is taken upward, and the superior body has the matter handled anew', async () => {
    const { page, complaints } = await newPage();
    await atDesk('wangmin', '不予受理', [
      { choose: '不予受理', of: '受理结论' },
      { choose: '一般', of: '紧急程度' },
      { pick: 'before-court', from: '依据' },
    ]);
    await until('the refusal on the tracking page', async () => {
      await follow(page, house.baseUrl, again);
      return page.getByLabel('为什么要复查').isVisible();
    });
    await page.getByLabel('为什么要复查').fill('这件事没有进入诉讼程序，请上级核实后重新办理。');
    await lookAt(page, 'taking it upward');
    await page.getByRole('button', { name: '申请复查' }).click();
    await page.getByText('已收到您的复查申请').waitFor();

    await atDesk('lengjie', '责成重新办理', [
      { choose: '责成重新办理', of: '复查结论' },
      {
        write: '经核实，本件未进入诉讼程序，不予受理的依据不成立，责成重新办理。',
        into: '复查意见',
      },
    ]);

    await until('the decision on the tracking page', async () => {
      await follow(page, house.baseUrl, again);
      return page.getByText('经核实，本件未进入诉讼程序').isVisible();
    });
    await lookAt(page, 'what was decided');
    await page.getByRole('button', { name: '查看新的回执' }).click();
    expect((await receiptOn(page)).number).not.toBe(again.number);
    expect(complaints).toEqual([]);
  });

  test('no page that was seen keeps anybody out', () => {
    expect(faults).toEqual({});
  });
});
