import type { Browser, Page } from 'playwright-core';
import type { Installation } from '../../support/installation.ts';
import { sitDown } from './editor.ts';

const studio = (house: Installation) => `${house.baseUrl}/desk/studio`;
const state = (page: Page, words: string) =>
  page.locator('[data-state]', { hasText: words }).waitFor();

/** Begins a draft in the studio and gives its id. */
export async function beginInStudio(
  page: Page,
  house: Installation,
  name: string,
): Promise<string> {
  await page.goto(studio(house));
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.getByLabel('名称').fill(name);
  await page.getByRole('button', { name: '开始' }).click();
  await state(page, '编辑中');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Runs the examples of a draft on its page of trials, and waits for the verdict that is expected. */
export async function runExamples(
  page: Page,
  house: Installation,
  draftId: string,
  passed = true,
): Promise<void> {
  await page.goto(`${studio(house)}/drafts/${draftId}/lab`);
  await page.getByRole('button', { name: '运行全部情景' }).click();
  await page.locator(`[data-passed="${passed}"]`).waitFor();
}

/** Who takes a draft into force: one writes, another reviews. */
interface Hands {
  readonly browser: Browser;
  readonly house: Installation;
  /** The page of whoever wrote it. */
  readonly page: Page;
  readonly reviewer: string;
}

/** Asks for a review, has the second person approve, and puts the draft in force on every partition. */
export async function takeIntoForce(
  { browser, house, page, reviewer }: Hands,
  draftId: string,
): Promise<void> {
  const check = `${studio(house)}/drafts/${draftId}/check`;
  await page.goto(check);
  await page.getByRole('button', { name: '送审' }).click();
  await state(page, '审核中');
  const second = await sitDown(browser, house, reviewer);
  await second.page.goto(check);
  await second.page.getByRole('button', { name: '审核通过' }).click();
  await state(second.page, '已通过');
  await second.page.context().close();
  await page.goto(check);
  await page.getByRole('button', { name: '投入使用' }).click();
  await page.locator('[data-publication=in-force]').waitFor();
  await state(page, '已生效');
}
