import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../workers/store/connect.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import { submitComplaint } from '../../support/citizen-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { deployChanged } from '../../system/migration/deploy-changed.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let store: Store;
let browser: Browser;
let page: Page;
let complaints: string[];
const faults: Record<string, string[]> = {};

beforeAll(async () => {
  house = await openInstallation();
  store = await house.openStore();
  for (const key of ['running-1', 'running-2']) await submitComplaint(house.baseUrl, key);
  await until(
    'two open tasks',
    async () =>
      (await store.rows('tasks').countDocuments({ elementId: 'Task_PreCheck', state: 'open' })) ===
      2,
  );
  await deployChanged(house, store);
  browser = await startBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  complaints = watch(page);
  await signInAtDesk(page, house.baseUrl, 'fengmei', await house.password());
});
afterAll(async () => {
  await browser.close();
  await store.close();
  await house.close();
});

async function lookAt(name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

const onVersion = (version: number) =>
  store.rows<InstanceRow>('instances').countDocuments({ bpmnProcessId: 'complaint', version });

describe('an owner with running cases', () => {
  test('previews a migration and sees where each case would land', async () => {
    await page.goto(`${house.baseUrl}/desk/migrations`);
    await page
      .locator('label', { hasText: '流程' })
      .locator('select')
      .first()
      .selectOption('complaint');
    await page.getByRole('button', { name: '预演' }).click();
    await page.getByText('全部可以迁').waitFor();

    const row = await page.locator('tr', { hasText: '受理审查' }).textContent();
    expect(row).toContain('2');
    await page.getByText('截止时间变动 0 项').waitFor();
    await lookAt('preview');
  });

  test('leads one case by hand to nowhere, and is told that it would be left', async () => {
    const lead = page.getByLabel('「受理审查」迁到');
    await lead.selectOption('');
    await page.getByText('0 个可以迁，2 个不能').waitFor();
    await page.getByText('新版里没有「受理审查」的去处').first().waitFor();
    expect(await page.getByRole('button', { name: '迁移 0 件' }).isDisabled()).toBe(true);
    await lookAt('held');

    await lead.selectOption('Task_PreCheck');
    await page.getByText('全部可以迁').waitFor();
  });

  test('migrates them and reads the report', async () => {
    await page.getByLabel('理由（会留下记录）').fill('新版改了名称');
    await page.getByRole('button', { name: '迁移 2 件' }).click();
    await page.locator('[data-run="done"]').waitFor();
    await page.locator('td', { hasText: '已迁到新版' }).first().waitFor();

    expect(await onVersion(2)).toBe(2);
    expect(await page.locator('.figures').textContent()).toContain('计时变动');
    await lookAt('report');
  });

  test('opens one instance on its diagram and corrects a variable with a reason', async () => {
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: /第 2 版/ }).waitFor();
    await page.locator('.djs-container').waitFor();
    await page.getByRole('button', { name: '更正变量' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('变量名').fill('urgency');
    await dialog.getByLabel('值', { exact: true }).fill('urgent');
    await dialog.getByLabel('理由（会留下记录）').fill('录入有误');
    await lookAt('dialog');
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await page.getByText('引擎已接受').first().waitFor();

    await page.getByText('录入有误').first().waitFor();
    await lookAt('instance');
  });

  test('finds instances by version on the diagram', async () => {
    await page.goto(`${house.baseUrl}/desk/instances?process=complaint&version=2`);
    await page.getByRole('button', { name: '受理初审：2 件' }).click();
    await page.locator('tbody tr').nth(1).waitFor();

    expect(await page.locator('tbody tr').count()).toBe(2);
    await lookAt('instances');
  });

  test('and sees stalls by cause and what could not be told', async () => {
    await page.goto(`${house.baseUrl}/desk/stalls`);
    await page.getByRole('heading', { name: '没能送出的' }).waitFor();

    await lookAt('stalls');
  });

  test('none of these pages fails somebody who cannot see or use a mouse', () => {
    expect(faults).toEqual({});
    expect(complaints).toEqual([]);
  });
});
