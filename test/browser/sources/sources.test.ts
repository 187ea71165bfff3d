import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { buildSource, openSourceHouse } from '../../system/api/sources/drive-sources.ts';
import { password } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const desk = { width: 1280, height: 1000 };
const phone = { width: 390, height: 844 };
let at: Awaited<ReturnType<typeof openSourceHouse>>;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;

beforeAll(async () => {
  at = await openSourceHouse();
  served = await listenOn(at.house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  at.house.deps.broadcast.close();
  served.close();
  await at.stop();
});

async function sitDown(login: string, viewport: typeof desk, tongue: 'zh' | 'en' = 'zh') {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await page.addInitScript((chosen) => localStorage.setItem('huiying.language', chosen), tongue);
  await signInAtDesk(page, served.baseUrl, login, password);
  return { page, complaints };
}

async function faultsOf(page: Page) {
  const sideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  return { axe: await seriousFaultsOf(page), sideways };
}

const fine = { axe: [], sideways: false };

test('an administrator enters a source and its words, without code', async () => {
  const { page, complaints } = await sitDown('admin', desk);
  await page.goto(`${served.baseUrl}/desk/settings/sources/house`);
  await page.getByLabel('全单位的主题词').fill('桥面\n停水');
  await page.getByLabel('新来源的编号').fill('city');
  await page.getByRole('button', { name: '新增来源' }).click();
  await page.getByLabel('媒体名称（中文）').fill('云溪日报');
  await page.getByLabel('地址', { exact: true }).fill(at.server.url('/good'));
  await page.getByRole('button', { name: '查看改动' }).click();
  await page.getByRole('cell', { name: '云溪日报' }).first().waitFor();
  expect(await faultsOf(page)).toEqual(fine);
  await page.getByLabel('理由').fill('开始关注');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存，第 1 版生效。').waitFor();

  await page.setViewportSize(phone);
  expect(await faultsOf(page)).toEqual(fine);
  await page.getByRole('link', { name: '看看各来源读得怎样' }).click();
  await page.getByText('还没有看过').waitFor();
  expect(await page.getByRole('tab').count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a find is decided on with a phone, taken back, and becomes an incident', async () => {
  await at.set([buildSource('city', at.server.url('/good'), { zh: '云溪日报' })], ['桥面']);
  await at.look();
  const { page, complaints } = await sitDown('watch', phone);
  await page.getByRole('link', { name: '信息来源' }).click();
  await page.getByRole('link', { name: '滨河路桥面塌陷抢修' }).waitFor();
  expect(await page.getByText('云溪日报').first().isVisible()).toBe(true);
  expect(await faultsOf(page)).toEqual(fine);

  await page.getByRole('button', { name: '标为无关：滨河路桥面塌陷抢修' }).click();
  await page.getByRole('button', { name: '撤销研判：滨河路桥面塌陷抢修' }).click();
  await page.getByRole('button', { name: '标为相关：滨河路桥面塌陷抢修' }).click();
  await page.getByRole('button', { name: '登记事件：滨河路桥面塌陷抢修' }).click();

  const dialog = page.getByRole('dialog');
  const typedIn = (label: string) => dialog.getByLabel(label, { exact: true }).inputValue();
  expect(await typedIn('标题')).toBe('滨河路桥面塌陷抢修');
  expect(await dialog.getByLabel('首次公开报道链接').inputValue()).toBe(
    'https://news.example/a/good',
  );
  expect(await dialog.getByLabel('发生时间').inputValue()).toBe('2026-11-20T10:00');
  await dialog.getByLabel('基本情况').fill('桥面塌陷，现场已封闭。');
  await dialog.getByRole('button', { name: '登记并研判级别' }).click();
  await page.getByRole('heading', { name: '滨河路桥面塌陷抢修', level: 1 }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('who decides on what somebody else decided on meanwhile is told, and reads it again', async () => {
  await at.report({ link: 'https://news.example/meanwhile', title: '城东停水通知发布' });
  const { page } = await sitDown('watch', desk);
  await page.goto(`${served.baseUrl}/desk/sources`);
  const relevant = page.getByRole('button', { name: '标为相关：城东停水通知发布' });
  await relevant.waitFor();
  const { items } = await at.finds();
  const find = items.find(({ title }: { title: string }) => title === '城东停水通知发布');
  await at.duty
    .post(`/api/v1/sources/finds/${find.id}/decision`)
    .send({ verdict: 'irrelevant', was: 'found' });

  await relevant.click();
  const alert = page.getByRole('alert');
  await alert.getByText('这条发现已有人研判').waitFor();
  await alert.getByRole('button').click();

  await relevant.waitFor({ state: 'detached' });
  await page.getByLabel('无关').check();
  await page.getByText('duty 某').waitFor();
  expect(await faultsOf(page)).toEqual(fine);
  await page.context().close();
});

test('what is wrong with a source stands beside it, in words', async () => {
  await at.set([
    buildSource('doctype', at.server.url('/doctype')),
    buildSource('gone', at.server.url('/gone')),
  ]);
  await at.look();
  const { page } = await sitDown('watch', phone, 'en');
  await page.goto(`${served.baseUrl}/desk/sources/states`);

  await page.getByText('It declares a document type, which may do harm').waitFor();
  await page.getByText('The other side answered 410').waitFor();
  expect(await faultsOf(page)).toEqual(fine);
  await page.getByRole('tab', { name: 'Finds' }).click();
  await page.getByLabel('Not relevant').check();
  await page.context().close();
});
