import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { changed, shipped } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';
import { startBrowser } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { beginDraft, type Draft, middleOf, openFile, saved, select, sitDown } from './editor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(280_000);

let house: Installation;
let browser: Browser;
let draft: Draft;
const diagram = 'complaint.bpmn';

beforeAll(async () => {
  house = await openInstallation();
  browser = await startBrowser();
  draft = await beginDraft(await house.signIn('fengmei'), '现场核查');
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('the diagram editor', () => {
  test('an owner puts a task with form and group between two steps, and all is saved by itself', async () => {
    const { page, complaints } = await sitDown(browser, house, 'fengmei');
    await openFile(page, house, draft, diagram);
    expect(await page.locator('[data-draft-state]').textContent()).toContain('草稿');
    expect(await page.locator('.bjs-powered-by').isVisible()).toBe(true);

    await page.locator('.djs-container > svg').first().focus();
    await page.keyboard.press('n');
    const menu = page.locator('.djs-popup');
    await menu.getByRole('tab', { name: '模板与引用' }).click();
    await menu.locator('.entry', { hasText: '普通步骤' }).first().click();
    const { x, y } = await middleOf(page, 'Flow_Propose_Returned');
    await page.mouse.move(x - 30, y);
    await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.click(x, y);
    const panel = page.locator('.properties');
    await panel.getByLabel('表单').selectOption('assign');
    await panel.getByLabel('由谁办（候选组）').selectOption({ label: '办公室' });
    await saved(page);

    await until('the saved diagram has the step', async () => {
      const { content } = await draft.read(diagram);
      return content.includes('huiying.step.plain') && content.includes('formId="assign"');
    });
    const { content } = await draft.read(diagram);
    expect(content).toMatch(
      /candidateGroups="=\[&#34;office&#34;\]"|candidateGroups="=\[&quot;office&quot;\]"/,
    );
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a problem is told in Chinese, and a click on it goes to the element', async () => {
    const text = changed(
      await shipped('sign-off/sign-off.bpmn'),
      /<zeebe:calledDecision[^>]*>/,
      '',
    );
    await draft.write('broken.bpmn', text.replaceAll('"sign-off"', '"broken"'));
    const { page } = await sitDown(browser, house, 'fengmei');
    await openFile(page, house, draft, 'broken.bpmn');

    const problem = page
      .locator('.findings [data-level=error]', { hasText: '确定签批层级' })
      .first();
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/要写明|没有/);
    await problem.getByRole('button').click();

    await page.locator('[data-element-id="Activity_DecideTier"].selected').waitFor();
    await page.context().close();
  });

  test('a browser that dies loses nothing: the change is offered again', async () => {
    const { page } = await sitDown(browser, house, 'fengmei');
    await openFile(page, house, draft, 'publication.bpmn');
    await page.context().setOffline(true);
    await select(page, 'Task_PublicationCheck');
    await page.locator('#bio-properties-panel-name').fill('发布前审核');
    await page.locator('[data-saving=failed]').waitFor();
    await page.close({ runBeforeUnload: false });

    await page.context().setOffline(false);
    const again = await page.context().newPage();
    await openFile(again, house, draft, 'publication.bpmn');
    await again.locator('[data-left]').getByRole('button', { name: '恢复这些改动' }).click();
    await saved(again);

    await until('what was restored is on the server', async () =>
      (await draft.read('publication.bpmn')).content.includes('发布前审核'),
    );
    await again.context().close();
  });

  test('of two editors at once neither writes over the other unasked', async () => {
    const first = await sitDown(browser, house, 'fengmei');
    const second = await sitDown(browser, house, 'fengmei');
    for (const { page } of [first, second]) await openFile(page, house, draft, 'sign-off.bpmn');
    await select(first.page, 'Task_Sign');
    await first.page.locator('#bio-properties-panel-name').fill('甲的签批');
    await saved(first.page);
    await until('the first is saved', async () =>
      (await draft.read('sign-off.bpmn')).content.includes('甲的签批'),
    );

    await select(second.page, 'Task_Sign');
    await second.page.locator('#bio-properties-panel-name').fill('乙的签批');
    await second.page.locator('[data-conflict]').waitFor();
    expect(await second.page.locator('[data-conflict]').textContent()).toContain('冯梅');
    await second.page.getByRole('button', { name: '先看对方的版本' }).click();
    await second.page.locator('.djs-visual text', { hasText: '甲的签批' }).first().waitFor();
    await second.page.getByRole('button', { name: '回到选择' }).click();
    const copy = second.page.waitForEvent('download');
    await second.page.getByRole('button', { name: '采用对方的，我的存为副本' }).click();

    expect((await copy).suggestedFilename()).toBe('sign-off.我的副本.bpmn');
    expect((await draft.read('sign-off.bpmn')).content).toContain('甲的签批');
    for (const { page } of [first, second]) await page.context().close();
  });

  test('a script in a name is shown as the text it is', async () => {
    const script = '<img src=x onerror=alert(1)>';
    const text = changed(
      await shipped('sign-off/sign-off.bpmn'),
      'name="确定签批层级"',
      `name="${script.replaceAll('<', '&lt;')}"`,
    );
    await draft.write('script.bpmn', text.replaceAll('"sign-off"', '"script"'));
    const { page, complaints } = await sitDown(browser, house, 'fengmei');
    await openFile(page, house, draft, 'script.bpmn');
    await page.locator('.findings[data-checked=true]').waitFor({ state: 'attached' });

    const drawn = await page.locator('.djs-visual text').allTextContents();
    expect(drawn.join('').replaceAll(/\s/g, '')).toContain('<imgsrc=xonerror=alert(1)>');
    expect(await page.locator('.diagram-editor img[src=x]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('who may not edit looks at the diagram and changes nothing', async () => {
    const { page } = await sitDown(browser, house, 'denghua');
    await openFile(page, house, draft, diagram);

    expect(await page.locator('[data-readonly]').textContent()).toBe('只读');
    expect(await page.locator('.djs-palette').count()).toBe(0);
    await page.context().close();
  });
});
