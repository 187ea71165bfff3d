import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { submitComplaint } from '../../support/citizen-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let browser: Browser;
const year = String(new Date().getFullYear() + 1);
const faults: Record<string, string[]> = {};

/** The first Saturday of the coming year, to be made up. */
function firstSaturday(): string {
  const newYear = new Date(`${year}-01-01T00:00:00Z`);
  newYear.setUTCDate(1 + ((6 - newYear.getUTCDay() + 7) % 7));
  return newYear.toISOString().slice(0, 10);
}

const lines = (...more: string[]) => ['date,kind,name', ...more].join('\r\n');

beforeAll(async () => {
  house = await openInstallation();
  await submitComplaint(house.baseUrl, 'calendar');
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sitDown(login: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = watch(page);
  await signInAtDesk(page, house.baseUrl, login, await house.password());
  await page.goto(`${house.baseUrl}/desk/calendars`);
  return { page, complaints };
}

async function lookAt(page: Page, name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

async function hand(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('[data-calendar-file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

const saved = (page: Page) => page.locator('[data-saved]', { hasText: '已保存' }).waitFor();

describe('next year in the browser', () => {
  test('an administrator imports it from a table, line by line, and previews it', async () => {
    const { page, complaints } = await sitDown('caoyu');
    await lookAt(page, 'calendars');
    await page.getByRole('link', { name: '国家法定工作日历' }).click();
    await page.getByRole('button', { name: '编辑下一版' }).click();
    await page.getByRole('button', { name: `添加 ${year} 年` }).click();
    await saved(page);
    await page.locator('summary').click();

    await hand(page, 'bad.csv', lines(`${year}-02-30,holiday,春节`));
    const bad = page.getByRole('alert');
    await bad.waitFor();
    expect(await bad.textContent()).toContain(`第 2 行：没有 ${year}-02-30 这一天`);

    const good = lines(`${year}-01-01,holiday,元旦`, `${firstSaturday()},makeup,元旦`);
    await hand(page, 'good.csv', good);
    await page.getByRole('button', { name: `用勾选的 2 天替换 ${year} 年的草稿` }).click();
    await saved(page);
    await lookAt(page, 'draft');
    await page.getByRole('button', { name: '预演这份草稿' }).click();
    await page.locator('[data-section=preview] [data-run=done]').waitFor();
    await lookAt(page, 'preview');

    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a day is changed by keyboard alone, which makes the preview stale', async () => {
    const { page } = await sitDown('caoyu');
    await page.getByRole('link', { name: '国家法定工作日历' }).click();
    await page.locator('#calendar-year').selectOption(year);
    await page.locator(`[data-date="${year}-01-01"]`).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain(`${year}-01-08`);
    await lookAt(page, 'day');
    await dialog.getByLabel('节假日').check();
    await page.fill('#day-name', '地方节日');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /1月8日.*节假日：地方节日/ }).waitFor();
    await saved(page);

    await page.getByText('草稿在预演之后改过').waitFor();
    await page.getByRole('button', { name: '重新预演' }).click();
    await until('the preview of this draft', async () => {
      const stale = await page.getByText('草稿在预演之后改过').count();
      return (
        stale === 0 && (await page.locator('[data-section=preview] [data-run=done]').count()) === 1
      );
    });
    await page.context().close();
  });

  test('a reviewer looks at the preview and publishes; open clocks are counted again', async () => {
    const { page, complaints } = await sitDown('denghua');
    await page.getByRole('link', { name: '国家法定工作日历' }).click();
    await page.locator('[data-section=preview] [data-run=done]').waitFor();
    const button = page.getByRole('button', { name: '发布第 2 版并重算' });
    await lookAt(page, 'publish');
    await button.click();
    await page.locator('.el-message-box .el-button--primary').click();

    await page.locator('[data-section=applied] [data-run=done]').waitFor();
    await lookAt(page, 'applied');
    expect(await page.locator('.page').textContent()).toContain('邓华');
    expect(complaints).toEqual([]);
    const published = await house.signIn('denghua');
    expect(JSON.stringify((await published.get('/calendars')).body)).toContain(`"${year}"`);
  });

  test('no page that was seen keeps anybody out', () => {
    expect(faults).toEqual({});
  });
});
