import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../../processes/roles.ts';
import { buildMail } from '../../mail/incoming/build-mail.ts';
import { type ApiHouse, complaint, password, startApi } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const people: readonly (readonly [string, Role, string])[] = [
  ['office', 'office', 'U-office'],
  ['informer', 'information-officer', 'U-shizheng'],
  ['admin', 'system-admin', 'U-city'],
];
const desk = { width: 1280, height: 1000 };
const phone = { width: 390, height: 844 };
let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
let mailId: string;

/** One thing behind each door, so that no page is shown empty. */
async function furnish(): Promise<void> {
  const office = await house.signIn('office');
  const informer = await house.signIn('informer');
  const admin = await house.signIn('admin');
  const referral = { body: '省信访局', number: '信转〔2026〕88号', deadline: '2026-12-15' };
  await office.post('/api/v1/intake').send({ ...complaint, channel: 'referral', referral });
  mailId = (await office.post('/api/v1/mails').attach('file', buildMail(), 'a.eml')).body.id;
  const account = {
    unitId: 'U-shizheng',
    board: '人民网',
    account: '城市管理局',
    responsible: 'informer',
  };
  await office.post('/api/v1/boards/accounts').send(account);
  await house.deps.store
    .rows<{ _id: string }>('board_accounts')
    .updateMany({}, { $set: { createdAt: new Date('2026-01-01T00:00:00Z') } });
  const message = {
    link: 'https://board.example.org/t/1',
    title: '滨河路路灯不亮',
    board: '人民网',
  };
  await informer.post('/api/v1/boards/messages').send(message);
  await admin.post('/api/v1/partners').send({ name: '市民热线平台' });
}

beforeAll(async () => {
  house = await startApi();
  for (const [login, role, unitId] of people) await house.hire(login, { role, unitId });
  await furnish();
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
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

const reachesBeyond = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth');

/** Who opens it, where it is, and words it shows in each language. */
const pages = () =>
  [
    ['office', '/intake', '来件渠道', 'Channel'],
    ['office', '/referrals?state=open', '省信访局', '省信访局'],
    ['office', `/mails/${mailId}`, '路灯三天不亮', '路灯三天不亮'],
    ['office', '/boards/messages', '滨河路路灯不亮', '滨河路路灯不亮'],
    ['office', '/boards/checks', '城市管理局', 'Urban Management'],
    ['office', '/boards/accounts', '人民网', '人民网'],
    ['admin', '/partners', '市民热线平台', '市民热线平台'],
  ] as const;

describe('the doors complaints come in by', () => {
  test.each([
    ['Chinese at a desk', 'zh', desk],
    ['English on a phone', 'en', phone],
  ] as const)('in %s say what they should, fit, and satisfy axe', async (_, tongue, viewport) => {
    for (const login of ['office', 'admin']) {
      const { page, complaints } = await sitDown(login, viewport, tongue);
      for (const [who, path, zh, en] of pages()) {
        if (who !== login) continue;
        await page.goto(`${served.baseUrl}/desk${path}`);
        const words = page.locator('main').getByText(tongue === 'zh' ? zh : en);
        await words.first().waitFor({ state: 'attached' });
        const faults = { axe: await seriousFaultsOf(page), sideways: await reachesBeyond(page) };
        expect({ path, ...faults }).toEqual({ path, axe: [], sideways: false });
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('a caller is entered, and number and code are shown to be read out', async () => {
    const { page } = await sitDown('office', desk);
    await page.goto(`${served.baseUrl}/desk/intake`);
    await page.getByLabel('问题类别').selectOption('environment');
    await page.locator('#intake-subject').fill('路灯不亮');
    await page.getByLabel('诉求内容').fill('来电人说幸福路的路灯三天不亮。');
    await page.getByLabel('电话').fill('13800000000');
    await page.getByRole('button', { name: '登记', exact: true }).click();

    const slip = page.getByRole('status').filter({ hasText: '已登记' });
    await slip.getByText(/^HY\d{8}-\d{4}$/).waitFor();
    expect(await slip.locator('.group').count()).toBe(6);
    expect(await seriousFaultsOf(page)).toEqual([]);
    await slip.getByRole('link', { name: '打开办件' }).click();
    await page.getByText('来电人说幸福路的路灯三天不亮。').first().waitFor();
    await page.context().close();
  });

  test('what is refused says which field and why', async () => {
    const { page } = await sitDown('informer', desk);
    await page.goto(`${served.baseUrl}/desk/intake`);
    await page.getByLabel('问题类别').selectOption('environment');
    await page.locator('#intake-subject').fill('路灯不亮');
    await page.getByLabel('诉求内容').fill('来电人说幸福路的路灯三天不亮。');
    await page.getByLabel('收到时间').fill('2099-01-01T09:00');
    await page.getByRole('button', { name: '登记', exact: true }).click();

    await page.getByRole('alert').getByText('收到时间：不能晚于现在').waitFor();
    expect(await page.getByLabel('诉求内容').inputValue()).toContain('幸福路');
    await page.context().close();
  });
});
