import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../../processes/roles.ts';
import { type ApiHouse, password, startApi } from '../../system/api/start-api.ts';
import { goOn, startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const people: readonly (readonly [string, Role, string])[] = [
  ['admin', 'system-admin', 'U-city'],
  ['office', 'office', 'U-office'],
];
let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
const complaints: string[][] = [];
const faults: Record<string, string[]> = {};

beforeAll(async () => {
  house = await startApi();
  for (const [login, role, unitId] of people) await house.hire(login, { role, unitId });
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function sitDown(login: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  complaints.push(watch(page));
  await signInAtDesk(page, served.baseUrl, login, password);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

const isSideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth');

async function addQuestion(page: Page, n: number, text: string, kind: string): Promise<void> {
  const type = page.locator('li.card', { hasText: 'street-lamps' });
  await type.getByRole('button', { name: '新增问题' }).click();
  const question = type.locator('fieldset.question').nth(n);
  await question.getByLabel('问题（中文）').fill(text);
  await question.getByLabel('回答方式').selectOption(kind);
}

describe('a complaint type, from the administrator to the case file', () => {
  test('is added with two questions and waits', async () => {
    const page = await sitDown('admin');
    await page.goto(`${served.baseUrl}/desk/settings`);
    await page.getByRole('link', { name: '诉求类型' }).click();
    await page.getByLabel('新类型的编号').fill('street-lamps');
    await page.getByRole('button', { name: '新增类型' }).click();
    const type = page.locator('li.card', { hasText: 'street-lamps' });
    await type.getByLabel('中文名称').fill('路灯');
    await addQuestion(page, 0, '灯杆编号', 'text');
    await type.getByLabel('必须回答').check();
    await addQuestion(page, 1, '怎样不亮', 'choice');
    for (const [n, option] of ['一直不亮', '时亮时灭'].entries()) {
      await type.getByRole('button', { name: '新增选项' }).click();
      await type.getByLabel(`选项 ${n + 1}（中文）`).fill(option);
    }
    await look(page, 'the editor of types');
    await page.getByRole('button', { name: '查看改动' }).click();
    await page.getByLabel('理由').fill('路灯来信多');
    await page.getByRole('button', { name: '提交复核' }).click();

    await page.getByText('已提交，等另一人复核后生效').waitFor();
    // One and no other: a locator that fits twice is refused.
    await page.getByText('须由别人复核').waitFor();
    await page.context().close();
  });

  test('is approved by somebody else, on a phone', async () => {
    const page = await sitDown('office', 390);
    await page.goto(`${served.baseUrl}/desk/settings`);
    await page.getByText('路灯来信多').waitFor();
    await look(page, 'what waits');
    expect(await isSideways(page)).toBe(false);
    await page.getByRole('button', { name: '同意，使其生效' }).click();

    await page.getByText('已同意，第 1 版生效').waitFor();
    await page.goto(`${served.baseUrl}/desk/settings/topics/house`);
    await page.getByText('路灯来信多').waitFor();
    await look(page, 'the history');
    expect(await isSideways(page)).toBe(false);
    await page.context().close();
  });

  test('is asked of a citizen without scripts, and stands in the case file', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(`${served.baseUrl}/submit`);
    await page.check('input[value=street-lamps]');
    await goOn(page);
    await page.fill('#subject', '滨河路东段路灯不亮');
    await page.fill('#text', '滨河路东段的路灯已经三天不亮，晚上行走不便。');
    await goOn(page);
    const missing = await page.locator('#q-lamp-wrong, [id$="-wrong"]').allTextContents();
    await page.fill('[name^="q-q1"]', 'BH-0012');
    await page.check('input[value=c1]');
    await goOn(page);
    await goOn(page);
    await page.check('input[value=anonymous]');
    await goOn(page);
    const checked = (await page.locator('main').textContent()) ?? '';
    await goOn(page);
    const number = (await page.locator('dd.code').first().textContent())?.trim() ?? '';
    await context.close();

    expect(missing.join()).toContain('请回答「灯杆编号」');
    expect(checked).toContain('一直不亮');
    const one = await house.deps.cases.findByNumber(number);
    const desk = await sitDown('office');
    await desk.goto(`${served.baseUrl}/desk/cases/${one?.id}`);
    const answers = desk.locator('dl.answers').first();
    await answers.waitFor();
    expect(await answers.textContent()).toMatch(/灯杆编号\s*BH-0012\s*怎样不亮\s*一直不亮/);
    await look(desk, 'the case file');
    await desk.context().close();
  });

  test('no page kept anybody out or broke a rule of the browser', () => {
    expect(faults).toEqual({});
    expect(complaints.flat()).toEqual([]);
  });
});
