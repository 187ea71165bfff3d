import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { receiveRunning } from '../../system/api/merges/drive-merge.ts';
import { type ApiHouse, password, startApi } from '../../system/api/start-api.ts';
import { answerCase, assignCase } from '../../system/citizen/drive-case.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const desk = { width: 1280, height: 1000 };
let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;

beforeAll(async () => {
  house = await startApi();
  await house.hire('bangong', { role: 'office', unitId: 'U-office' });
  await house.hire('shenji', { role: 'auditor', unitId: 'U-office' });
  for (let n = 0; n < 3; n += 1) {
    const { caseId } = await receiveRunning(house);
    await assignCase(house.deps, caseId, new Date());
    await answerCase(house.deps, caseId, new Date());
  }
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function sitDown(login: string) {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN' });
  const page: Page = await context.newPage();
  const complaints = watch(page);
  await signInAtDesk(page, served.baseUrl, login, password);
  return { page, complaints };
}

describe('looking back at closed cases', () => {
  test('the office sees how many there are, draws two, and sees which', async () => {
    const { page, complaints } = await sitDown('bangong');
    await page.getByRole('link', { name: '督办', exact: true }).click();
    await page.getByRole('link', { name: '回头看' }).click();
    await page.getByText('可抽取 3 件').waitFor();
    await page.getByLabel('抽取件数').fill('2');
    await page.getByRole('button', { name: '抽取', exact: true }).click();

    await page.getByRole('heading', { name: '3 件中抽取 2 件' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: '待回访' }).count()).toBe(2);
    await page.getByText('可抽取 1 件').waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('who only reads draws nothing', async () => {
    const { page, complaints } = await sitDown('shenji');
    await page.goto(`${served.baseUrl}/desk/look-backs`);

    await page.getByText('3 件中抽取 2 件').waitFor();
    expect(await page.getByRole('button', { name: '抽取', exact: true }).count()).toBe(0);
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
