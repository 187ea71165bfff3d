import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser, watch } from '../citizen/look.ts';
import { wordsOnTour } from './shown-words.ts';
import { openStand, type Stand } from './stand.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(600_000);

let stand: Stand;
let browser: Browser;
const everyKind = readFileSync(new URL('./files/every-kind.dmn', import.meta.url), 'utf8');

beforeAll(async () => {
  stand = await openStand();
  stand.lay('every-kind.dmn', everyKind);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await stand.close();
});

async function open(file: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await page.goto(stand.url(file));
  await page
    .locator('.decision-canvas td.rule-index, .fjs-editor-container .fjs-form-field')
    .first()
    .waitFor();
  return { page, complaints };
}

type Look = () => Promise<void>;

/** Presses each of the things found now that can be seen, looks, and leaves it again. */
async function pressEach(
  page: Page,
  things: Locator,
  look: Look,
  button: 'left' | 'right' = 'left',
) {
  for (const thing of await things.all()) {
    if (!(await thing.isVisible())) continue;
    await thing.click({ button, force: true });
    await look();
    await page.keyboard.press('Escape');
  }
}

/** The little editor of a cell's kind: its lists opened, a wrong value written. */
async function throughCellEditor(page: Page, look: Look) {
  const menu = page.locator('.context-menu');
  await pressEach(page, menu.locator('button:not(.cross)'), look);
  const opener = page.locator('.simple-mode-button');
  if (!(await menu.isVisible()) && (await opener.isVisible())) await opener.click();
  for (const list of await menu.locator('.dms-input-select').all()) {
    await list.click();
    await look();
    const options = page.locator('.dms-select-options .option');
    const last = options.last();
    if (await last.isVisible()) await last.click();
    await look();
  }
  for (const field of await menu.locator('input[type=text]').all()) {
    if (!(await field.isVisible())) continue;
    await field.fill('!');
    await look();
  }
}

async function throughTable(page: Page, look: Look) {
  await look();
  for (const cell of await page.locator('.decision-canvas td[data-element-id^="Rule_1_"]').all()) {
    await cell.click();
    await look();
    // Every column of the file is of a kind that has an editor of its own; its button comes a moment later.
    await page.locator('.simple-mode-button').click();
    await look();
    await throughCellEditor(page, look);
    await page.keyboard.press('Escape');
    await cell.click({ button: 'right' });
    await look();
    await page.keyboard.press('Escape');
  }
  await page.locator('td[data-element-id="Rule_2_In_number"]').click({ button: 'right' });
  await page.getByText('添加单元格说明').click();
  await look();
  await page.keyboard.press('Escape');
  const heads = page.locator('.decision-canvas th.input-cell, .decision-canvas th.output-cell');
  await pressEach(page, heads, look);
  await pressEach(page, heads, look, 'right');
  for (const button of await page.locator('.decision-canvas th .edit-button').all()) {
    await button.click({ force: true });
    await look();
    await throughCellEditor(page, look);
    await page.keyboard.press('Escape');
  }
  await pressEach(page, page.locator('.hit-policy, .hit-policy .dms-input-select'), look);
}

async function throughDrawing(page: Page, look: Look) {
  await page.getByRole('button', { name: '决策关系图', exact: true }).click();
  await page.locator('.djs-container').waitFor();
  await look();
  for (const shape of await page.locator('.djs-shape .djs-hit').all()) {
    await shape.click({ force: true });
    await look();
    const replace = page.locator('.djs-context-pad .entry[data-action=replace]');
    if (!(await replace.isVisible())) continue;
    await replace.click();
    await look();
    await page.keyboard.press('Escape');
  }
  await page.locator('.djs-container').press('Control+f');
  await look();
  await page.keyboard.press('Escape');
}

describe('every string of the editors is Chinese', () => {
  test('in decisions: table, drawing, expression, function', async () => {
    const { page, complaints } = await open('every-kind.dmn');
    const words = wordsOnTour(page);
    await throughTable(page, words.look);
    await throughDrawing(page, words.look);
    for (const view of ['表达式', '计数']) {
      await page.locator('.views').getByRole('button', { name: view, exact: true }).click();
      await words.look();
      const controls = page.locator(
        '.decision-canvas :is(button, .dms-input-select, [contenteditable])',
      );
      await pressEach(page, controls, words.look);
    }

    console.info(`decision editor: ${words.all().length} strings seen`);
    expect(words.all().length).toBeGreaterThan(150);
    expect(words.english(everyKind)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('in forms: palette, drawing board, properties of every kind, preview with every complaint', async () => {
    const { page, complaints } = await open('pre-check.form');
    const words = wordsOnTour(page);
    await words.look();
    for (const kind of await page.locator('.field-palette .kind').all()) {
      await kind.click();
      await words.look();
    }
    for (const field of await page
      .locator('.fjs-editor-container .fjs-element[data-field-type]')
      .all()) {
      await field.focus();
      await page.keyboard.press('Enter');
      await words.look();
    }
    const key = page.getByLabel('变量名');
    for (const typed of ['', '2', 'acceptance']) {
      if (!(await key.isVisible())) break;
      await key.fill(typed);
      await key.blur();
      await words.look();
    }
    for (const tab of ['预览', '检查']) {
      await page.getByRole('tab', { name: tab }).click();
      await words.look();
      const check = page.getByRole('button', { name: '检查填写' });
      if (await check.isVisible()) await check.click();
      await words.look();
    }

    console.info(`form editor: ${words.all().length} strings seen`);
    expect(words.all().length).toBeGreaterThan(80);
    expect(words.english(stand.content('pre-check.form'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('this check sees an English string', async () => {
    const { page } = await open('pre-check.form');
    const words = wordsOnTour(page);
    await page.evaluate(`document.querySelector('.table-bar').title = 'Append something'`);
    await words.look();

    expect(words.english('')).toContain('Append something');
    await page.context().close();
  });
});
