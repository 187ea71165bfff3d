import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createImportStore } from '../../../workers/store/imports.ts';
import { createStores } from '../../../workers/store/stores.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { pastProfile, pastRequest } from '../../support/past-requests.ts';
import { changed, shipped } from '../../support/shipped.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let browser: Browser;
let draftId: string;
const faults: Record<string, string[]> = {};

/** A draft in which the answer of the city regime is due after ten working days instead of eight. */
async function openDraft(): Promise<string> {
  const desk = await house.signIn('caoyu');
  const opened = await desk.post('/studio/drafts', { name: '市级规则改为十个工作日' });
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(opened.body))?.[1] ?? '';
  const text = await shipped('complaint/regime.dmn');
  const content = changed(text, /(id="Rule_Regime_City_Out5">\s*<text>)8/, '$110');
  const path = `/studio/drafts/${id}/files/regime.dmn`;
  const saved = await desk.put(path, { content, revision: 0 });
  expect(saved.status).toBe(200);
  return id;
}

beforeAll(async () => {
  house = await openInstallation();
  const store = await house.openStore();
  const requests = Array.from({ length: 300 }, (_, index) => pastRequest(index));
  await createImportStore(store, createStores(store)).addOnce(requests, pastProfile, new Date());
  await store.close();
  draftId = await openDraft();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sitDown(login: string, path: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = watch(page);
  await signInAtDesk(page, house.baseUrl, login, await house.password());
  await page.goto(`${house.baseUrl}/desk${path}`);
  return { page, complaints };
}

async function lookAt(page: Page, name: string): Promise<void> {
  const found = await seriousFaultsOf(page);
  if (found.length > 0) faults[name] = found;
}

describe('the trials of a draft in the browser', () => {
  test('an administrator tries an example, runs the scenarios and replays past cases', async () => {
    const { page, complaints } = await sitDown('caoyu', `/studio/drafts/${draftId}/lab`);
    await page.getByLabel('channel').fill('web');
    await page.getByRole('button', { name: '试算', exact: true }).click();
    const side = (name: string) => page.locator(`[data-side="${name}"]`);
    await side('draft').getByText('"doneAmount": 10').waitFor();
    expect(await side('inForce').textContent()).toContain('"doneAmount": 8');

    await page.getByRole('button', { name: '运行全部情景' }).click();
    await page.locator('[data-verdict="false"]').first().waitFor();
    expect(await page.locator('[data-verdict="false"]').count()).toBe(1);
    await lookAt(page, 'lab');

    await page.getByRole('button', { name: '开始回放' }).click();
    await page.locator('[data-replay="done"]').waitFor();
    expect(await page.locator('[data-figure="differing"] dd').textContent()).toBe('300 件');
    expect(await page.locator('[data-figure="later"] dd').textContent()).toBe('300 件');
    await page.getByLabel('不同之处').selectOption('verdict');
    await page.locator('[data-kind="verdict"]').first().waitFor();
    await lookAt(page, 'replay');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever may read a case opens it from its difference', async () => {
    const { page } = await sitDown('caoyu', `/studio/drafts/${draftId}/lab`);
    const address = await page.locator('.replays a').first().getAttribute('href');
    await page.context().close();
    const auditor = await sitDown('xutao', String(address).replace('/desk', ''));

    await auditor.page.locator('tbody th a').first().click();

    await auditor.page.waitForURL(/\/desk\/cases\//);
    expect(await auditor.page.textContent('h1')).toContain('往年诉求');
    await auditor.page.context().close();
  });

  test('no page has a serious fault for people who see, hear or move otherwise', () => {
    expect(faults).toEqual({});
  });
});
