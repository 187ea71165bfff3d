import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ClockRow } from '../../../workers/store/clocks.ts';
import type { Store } from '../../../workers/store/connect.ts';
import { submitComplaint } from '../../support/citizen-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { caseOf } from '../../support/one-case.ts';
import { importRealRequests } from '../../support/real-requests.ts';
import { until } from '../../support/until.ts';
import { startBrowser } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { type Draft, draftOf, openTable, saved, sitDown } from './editor.ts';
import { beginInStudio, runExamples, takeIntoForce } from './into-force.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let house: Installation;
let store: Store;
let browser: Browser;
/** The administrator's own page. */
let page: Page;
let complaints: string[];
let draft: Draft;
const numbers: string[] = [];
let imported = 0;

/** Hands in a complaint and waits for its deadline. */
async function handIn(key: string): Promise<string> {
  const receipt = await submitComplaint(house.baseUrl, key);
  if (receipt === null) throw new Error('the house did not answer');
  await deadlineOf(receipt.number);
  return receipt.number;
}

/** The deadline of the answer, in the unit of its rule. */
async function deadlineOf(number: string): Promise<Pick<ClockRow, 'amount' | 'unit' | 'dueAt'>> {
  const { _id: caseId } = await caseOf(store, number);
  const { amount, unit, dueAt } = await until('its clock', () =>
    store.rows<ClockRow>('clocks').findOne({ caseId, kind: 'done' }),
  );
  return { amount, unit, dueAt };
}

beforeAll(async () => {
  house = await openInstallation();
  store = await house.openStore();
  imported = await importRealRequests(store);
  browser = await startBrowser();
  ({ page, complaints } = await sitDown(browser, house, 'caoyu'));
  await until('the shipped set', () => store.rows('model_sets').findOne({ state: 'in-force' }));
  numbers.push(await handIn('before'));
});
afterAll(async () => {
  await browser.close();
  await store.close();
  await house.close();
});

describe('an administrator of the rules', () => {
  test('shortens a deadline in the table', async () => {
    draft = draftOf(
      await house.signIn('caoyu'),
      await beginInStudio(page, house, '办结时限改为五个工作日'),
    );
    await openTable(page, house, draft, 'regime.dmn');
    await page.locator('td[data-element-id="Rule_Regime_City_Out5"]').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('5');
    await until('the saved rule', async () =>
      /Rule_Regime_City_Out5">\s*<text>5</.test((await draft.read('regime.dmn')).content),
    );
    await saved(page);
  });

  test('is told by the examples what else says eight, and changes it there', async () => {
    await runExamples(page, house, draft.id, false);
    const failing = page.locator('[data-verdict="false"]');
    expect(await failing.count()).toBe(1);
    await failing.getByRole('link').click();

    const amount = page.getByLabel(/^网上提交的一般诉求.*：doneAmount$/);
    expect(await amount.inputValue()).toBe('8');
    await amount.fill('5');
    await amount.blur();
    await until('the saved example', async () =>
      (await draft.read('regime.scenario.json')).content.includes('"doneAmount": 5'),
    );
    await saved(page);
    await runExamples(page, house, draft.id);
    expect(await page.locator('[data-verdict="false"]').count()).toBe(0);
  });

  test('replays it on the real requests of a city and sees who would have been late', async () => {
    await page.getByRole('button', { name: '开始回放' }).click();
    await page.locator('[data-replay="done"]').waitFor();
    const all = `${imported + 1} 件`;
    const figure = (name: string) => page.locator(`[data-figure="${name}"] dd`).textContent();

    expect(imported).toBe(400);
    expect(await figure('differing')).toBe(all);
    expect(await figure('earlier')).toBe(all);
    await page.getByLabel('不同之处').selectOption('verdict');
    await page.locator('[data-kind="verdict"]').first().waitFor();
    expect(await page.locator('tbody').last().textContent()).toMatch(/BOS-\d+/);
    expect(await seriousFaultsOf(page)).toEqual([]);
  });

  test('publishes it with a second person: new cases get the new date, the old one keeps its own', async () => {
    const [before = ''] = numbers;
    const kept = await deadlineOf(before);
    await takeIntoForce({ browser, house, page, reviewer: 'denghua' }, draft.id);
    numbers.push(await handIn('shorter'));

    const shorter = await deadlineOf(numbers[1] ?? '');
    expect(shorter).toMatchObject({ amount: 5, unit: 'wd' });
    expect(shorter.dueAt.getTime()).toBeLessThan(kept.dueAt.getTime());
    expect(kept).toMatchObject({ amount: 8, unit: 'wd' });
    expect(await deadlineOf(before)).toEqual(kept);
  });

  test('goes back to the set before: the next case has the old deadline again', async () => {
    const [before = '', shortened = ''] = numbers;
    const kept = await deadlineOf(shortened);
    await page.goto(`${house.baseUrl}/desk/studio`);
    await page.getByRole('link', { name: '第 1 套' }).click();
    await page.getByRole('button', { name: '恢复为草稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复为草稿' }).click();
    await page.getByRole('heading', { name: '恢复第 1 套' }).waitFor();
    const restored = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await runExamples(page, house, restored);
    await takeIntoForce({ browser, house, page, reviewer: 'denghua' }, restored);
    const again = await deadlineOf(await handIn('again'));

    expect(again).toMatchObject({ amount: 8, unit: 'wd' });
    expect(again.dueAt.getTime()).toBeGreaterThanOrEqual(
      (await deadlineOf(before)).dueAt.getTime(),
    );
    expect(await deadlineOf(shortened)).toEqual(kept);
    expect(complaints).toEqual([]);
  });
});
