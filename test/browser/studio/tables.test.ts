import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let browser: Browser;
let draftId: string;

beforeAll(async () => {
  house = await openInstallation();
  const store = await house.openStore();
  await until('the shipped set', () => store.rows('model_sets').findOne({ state: 'in-force' }));
  await store.close();
  const caoyu = await house.signIn('caoyu');
  const { body } = await caoyu.post('/studio/drafts', { name: '承办规则调整' });
  draftId = z.object({ id: z.string() }).parse(body).id;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

async function sitDown(file: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = watch(page);
  await signInAtDesk(page, house.baseUrl, 'caoyu', await house.password());
  await page.goto(`${house.baseUrl}/desk/studio/drafts/${draftId}/files/${file}`);
  await page.locator('.table-editor .side').waitFor();
  return { page, complaints };
}

const saved = (page: Page) => page.locator('[data-saving="saved"]').waitFor();

/** A change is on its way before it is saved: the state line says both. */
async function andSaved(page: Page, act: () => Promise<void>): Promise<void> {
  const sent = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().includes('/files/'),
  );
  await act();
  expect((await sent).status()).toBe(200);
  await saved(page);
}

describe('a rule administrator without code', () => {
  test('adds a row and finds it after a reload', async () => {
    const { page, complaints } = await sitDown('routing.dmn');
    await page.locator('td.rule-index').first().waitFor();
    const rows = await page.locator('td.rule-index').count();
    await andSaved(page, () => page.getByTitle('添加一行').click());
    expect(await seriousFaultsOf(page)).toEqual([]);

    await page.reload();
    await page.locator('td.rule-index').nth(rows).waitFor();
    expect(await page.locator('td.rule-index').count()).toBe(rows + 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('draws a choice into the form of a reply; the next who opens it finds it there', async () => {
    const { page, complaints } = await sitDown('reply-draft.form');
    await andSaved(page, () => page.getByRole('button', { name: '添加单选' }).click());
    const key = page.getByLabel('变量名');
    await andSaved(page, async () => {
      await key.fill('siteVisit');
      await key.blur();
    });
    await page.getByRole('tab', { name: '预览' }).click();
    await page.locator('[data-preview]').getByRole('button', { name: '检查填写' }).click();
    await page.getByText('有内容不符合要求').waitFor();

    await page.reload();
    await page.locator('.fjs-element[data-field-type="radio"]').last().click();
    await page.locator('[data-field="siteVisit"]').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('goes from a rule to the diagram that uses it', async () => {
    const { page } = await sitDown('routing.dmn');
    await page.locator('[data-callers]').getByRole('link', { name: 'complaint.bpmn' }).click();
    await page.waitForURL(/complaint\.bpmn/);
    await page.context().close();
  });
});
