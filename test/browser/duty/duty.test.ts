import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { isoDateOf, localDay } from '../../../processes/clock/day.ts';
import { houseZone } from '../../../processes/language/dates.ts';
import { type ApiHouse, password, startApi } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
const complaints: string[][] = [];
const tomorrow = isoDateOf(localDay(new Date(), houseZone) + 1);

beforeAll(async () => {
  house = await startApi();
  await house.hire('office', { role: 'office', unitId: 'U-office' });
  for (const login of ['an', 'bo'])
    await house.hire(login, { role: 'duty-officer', unitId: 'U-office' });
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function sitDown(login: string, path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  complaints.push(watch(page));
  await signInAtDesk(page, served.baseUrl, login, password);
  await page.goto(`${served.baseUrl}/desk/${path}`);
  return page;
}

const isSideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth');

/** The first duty of somebody in the plan. */
const dutyOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ hasText: name }).first();

describe('a rota, from nothing to a swap', () => {
  test('is made by the office without code', async () => {
    const page = await sitDown('office', 'settings/rotas/house');
    await page.getByLabel('新值班表的编号').fill('desk');
    await page.getByRole('button', { name: '新增值班表' }).click();
    const rota = page.locator('li.card', { hasText: 'desk' });
    await rota.getByLabel('中文名称').fill('值班室');
    await rota.getByRole('button', { name: '新增班次：值班室' }).click();
    const shift = rota.getByRole('group', { name: /班次/ });
    await shift.getByLabel('中文名称').fill('全天班');
    await shift.getByLabel('自', { exact: true }).fill(tomorrow);
    for (const name of ['an', 'bo']) {
      await shift.getByLabel('加入轮次的人').selectOption({ label: `${name} 某` });
      await shift.getByRole('button', { name: '加入', exact: true }).click();
    }
    expect(await seriousFaultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '查看改动' }).click();
    await page.getByLabel('理由').fill('开始值班');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('第 1 版生效').waitFor();
    await page.context().close();
  });

  test('shows a leave as a gap until somebody is put in', async () => {
    const page = await sitDown('an', 'duty');
    await page.getByText('没有排班').first().waitFor();
    await page.getByLabel('从', { exact: true }).fill(`${tomorrow}T08:00`);
    await page.getByLabel('到', { exact: true }).fill(`${tomorrow}T20:00`);
    await page.getByRole('button', { name: '登记请假' }).click();
    await page.getByText('an 某 请假，无人替班').first().waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    await page.context().close();

    const office = await sitDown('office', 'duty', 390);
    const row = dutyOf(office, 'an 某 请假，无人替班');
    await row.getByRole('button', { name: /^替班/ }).click();
    await office.getByLabel('由谁替班').selectOption({ label: 'bo 某' });
    await office.getByRole('button', { name: '确定' }).click();
    await dutyOf(office, 'bo 某 · 替班 · 原为 an 某').waitFor();
    expect(await isSideways(office)).toBe(false);
    expect(await seriousFaultsOf(office)).toEqual([]);
    await office.context().close();
  });

  test('changes hands when the other one agrees', async () => {
    const bo = await sitDown('bo', 'duty');
    const own = bo
      .getByRole('row')
      .filter({ hasText: 'bo 某' })
      .filter({ hasNotText: 'an 某' })
      .first();
    await own.getByRole('button', { name: /^换班/ }).click();
    await bo.getByLabel('和谁').selectOption({ label: 'an 某' });
    await bo.getByRole('button', { name: '发出请求' }).click();
    await bo.getByText('等待答复').waitFor();

    const an = await sitDown('an', 'duty');
    await an.getByRole('button', { name: '同意', exact: true }).click();
    await an.getByText('已同意').waitFor();
    await dutyOf(an, 'an 某 · 换班 · 原为 bo 某').waitFor();
    expect(await seriousFaultsOf(an)).toEqual([]);
    expect(complaints.flat()).toEqual([]);
  });
});
