import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../workers/store/connect.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from './axe.ts';
import { follow, handIn, type KeptReceipt } from './citizen.ts';
import { endStep, fillForm, signInAtDesk, straightWay, takeTask } from './desk.ts';

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

describe('one complaint in the browser', () => {
  let receipt: KeptReceipt;

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
    for (const step of straightWay) {
      const { page, complaints } = await newPage();
      await signInAtDesk(page, house.baseUrl, step.login, await house.password());
      await takeTask(page, subject);
      await fillForm(page, step.entries);
      await lookAt(page, `${step.login}, ${step.button}`);
      await endStep(page, step.button);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
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

  test('no page that was seen keeps anybody out', () => {
    expect(faults).toEqual({});
  });
});
