import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createStores } from '../../../workers/store/stores.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(270_000);

let house: Installation;
let browser: Browser;
const faults: Record<string, string[]> = {};

beforeAll(async () => {
  house = await openInstallation();
  browser = await startBrowser();
  const store = await house.openStore();
  await until('the shipped set', () => createStores(store).modelSets.inForce());
  await store.close();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sitDown(login: string, width = 1280) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = watch(page);
  await signInAtDesk(page, house.baseUrl, login, await house.password());
  return { page, complaints };
}

async function lookAt(page: Page, name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

const state = (page: Page, words: string) =>
  page.locator('[data-state]', { hasText: words }).waitFor();

describe('a rule on its way into force', () => {
  let draft = '';

  test('an owner begins a draft, brings in the changed rule and asks for a review', async () => {
    const { page, complaints } = await sitDown('fengmei');
    const text = await readFile('processes/complaint/regime.dmn', 'utf8');
    await page.goto(`${house.baseUrl}/desk/studio`);
    await page.getByRole('link', { name: '第 1 套' }).waitFor();
    await lookAt(page, 'studio');

    await page.getByRole('button', { name: '新建草稿' }).click();
    await page.getByLabel('名称').fill('缩短时限');
    await page.getByRole('button', { name: '开始' }).click();
    await state(page, '编辑中');
    await page.locator('input[type=file]').setInputFiles({
      name: 'regime.dmn',
      mimeType: 'text/xml',
      buffer: Buffer.from(`${text}<!-- 缩短 -->`),
    });
    await page.getByRole('link', { name: 'regime.dmn' }).waitFor();
    await lookAt(page, 'draft');
    draft = new URL(page.url()).pathname;

    await page.getByRole('link', { name: '检查并送审' }).click();
    await lookAt(page, 'check');
    await page.getByRole('button', { name: '送审' }).click();
    await state(page, '审核中');

    expect(await page.getByRole('button', { name: '审核通过' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('somebody else approves it, on a narrow screen too', async () => {
    const { page, complaints } = await sitDown('denghua', 390);
    await page.goto(`${house.baseUrl}${draft}/check`);
    await page.getByRole('button', { name: '审核通过' }).waitFor();
    await lookAt(page, 'review');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

    await page.getByRole('button', { name: '审核通过' }).click();
    await state(page, '已通过');

    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  test('the owner puts it in force and is told when every partition has it', async () => {
    const { page, complaints } = await sitDown('fengmei');
    await page.goto(`${house.baseUrl}${draft}/check`);
    await page.getByRole('button', { name: '投入使用' }).click();

    await page.locator('[data-publication=in-force]').waitFor();
    await state(page, '已生效');
    await page.goto(`${house.baseUrl}/desk/studio`);
    await page.getByRole('link', { name: '第 2 套' }).click();
    await page.getByText('第 2 套已在全部分区生效').waitFor();
    await lookAt(page, 'set');

    expect(complaints).toEqual([]);
  });

  test('an older set is restored as a draft', async () => {
    const { page, complaints } = await sitDown('fengmei');
    await page.goto(`${house.baseUrl}/desk/studio`);
    await page.getByRole('link', { name: '第 1 套' }).click();
    await page.getByRole('button', { name: '恢复为草稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复为草稿' }).click();
    await page.getByRole('heading', { name: '恢复第 1 套' }).waitFor();
    await page.getByRole('link', { name: 'regime.dmn' }).waitFor();

    expect(complaints).toEqual([]);
  });

  test('the pages are free of serious accessibility faults', () => {
    expect(faults).toEqual({});
  });
});
