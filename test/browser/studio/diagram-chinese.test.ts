import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { startBrowser } from '../citizen/look.ts';
import { englishIn, namesIn, shownWords } from './diagram-words.ts';
import { beginDraft, openFile, select, sitDown, textOf } from './editor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(580_000);

let house: Installation;
let browser: Browser;
let page: Page;
const shown = new Set<string>();
const museum = 'every-element.bpmn';
const own = new Set<string>();
/** Properties of the file format that findings name. */
const propertyNames = ['loopCharacteristics', 'timeDuration', 'timeCycle', 'timeDate'];

async function collect(): Promise<void> {
  for (const word of await shownWords(page)) shown.add(word);
}

/** Opens every group and list of the properties, and collects what stands there. */
async function readProperties(): Promise<void> {
  await page.evaluate(() => {
    const closed =
      '.bio-properties-panel-group-header:not(.open), .bio-properties-panel-collapsible-entry-header:not(.open) .bio-properties-panel-collapsible-entry-header-title';
    for (let round = 0; round < 2; round += 1)
      for (const header of document.querySelectorAll<HTMLElement>(closed)) header.click();
  });
  await page.evaluate(() => {
    for (const tip of document.querySelectorAll('.bio-properties-panel-tooltip-wrapper'))
      tip.dispatchEvent(new MouseEvent('mouseenter'));
  });
  await collect();
}

async function readMenu(button: string): Promise<void> {
  await page.locator(`.djs-context-pad [data-action="${button}"]`).first().click();
  await page.locator('.djs-popup').first().waitFor();
  await collect();
  for (const tab of await page.locator('.djs-popup [role=tab]').all()) {
    await tab.click();
    await collect();
  }
  await page.keyboard.press('Escape');
}

async function readCategories(): Promise<void> {
  const count = await page.locator('.djs-popup .entry').count();
  for (let index = 0; index < count; index += 1) {
    const entry = page.locator('.djs-popup .entry').nth(index);
    if (!(await entry.isVisible())) continue;
    if ((await entry.locator('.djs-popup-entry-chevron').count()) === 0) continue;
    await entry.click();
    await collect();
    await page.keyboard.press('ArrowLeft');
  }
}

beforeAll(async () => {
  house = await openInstallation();
  browser = await startBrowser();
  const owner = await house.signIn('fengmei');
  const draft = await beginDraft(owner, '每一种元素');
  const text = await textOf(museum);
  const palette = JSON.stringify((await owner.get(`/studio/palette?draft=${draft.id}`)).body);
  for (const name of [museum, ...namesIn(text), ...namesIn(palette), ...propertyNames])
    own.add(name);
  await draft.write(museum, text);
  ({ page } = await sitDown(browser, house, 'fengmei'));
  await openFile(page, house, draft, museum);
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('a tour of the diagram editor in Chinese', () => {
  test('sees the bars, the tools, the keys and the findings', async () => {
    await page.locator('.findings[data-checked=true]').waitFor({ state: 'attached' });
    await collect();
    await page.getByRole('button', { name: /按键/ }).click();
    await collect();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '缩略图' }).click();
    await collect();
    await page.getByRole('button', { name: '缩略图' }).click();
    expect(shown.size).toBeGreaterThan(60);
  });

  test('sees the properties of each kind of element', async () => {
    const drawn = z
      .array(z.string())
      .parse(
        await page.evaluate(() =>
          [...document.querySelectorAll('.djs-element[data-element-id]')].map(
            (element) => element.getAttribute('data-element-id') ?? '',
          ),
        ),
      );
    const elements = drawn.filter((id) => own.has(id));
    expect(elements.length).toBeGreaterThan(90);
    for (const id of elements) {
      await select(page, id);
      await readProperties();
    }
  });

  test('sees the menus', async () => {
    for (const id of ['Step_userTask', 'Way_exclusiveGateway', 'Catch_timer', 'Begin_none']) {
      await select(page, id);
      await readMenu('replace');
      await select(page, 'Data_store');
      await select(page, id);
      await readMenu('append');
    }
    await select(page, 'Step_userTask');
    await readMenu('set-color');
    await page.locator('.djs-container > svg').first().focus();
    await page.keyboard.press('n');
    await page.locator('.djs-popup').first().waitFor();
    await readCategories();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+f');
    await collect();
    await page.keyboard.press('Escape');
  });

  test('sees the demonstration', async () => {
    await page.locator('[data-simulate]').click();
    await page.getByText('演示，不影响办件').waitFor();
    await page.locator('.bts-context-pad').first().waitFor({ state: 'attached' });
    await collect();
    await page.locator('[data-simulate]').click();
  });

  test('and finds no English but names, ids and formats', () => {
    const strings = Object.keys(
      z
        .object({ strings: z.record(z.string(), z.string()) })
        .parse(
          JSON.parse(
            readFileSync(
              new URL('../../../processes/language/zh/editor.json', import.meta.url),
              'utf8',
            ),
          ),
        ).strings,
    );
    const english = englishIn([...shown], own);
    const share = 1 - english.length / shown.size;
    console.log(
      `Chinese of the diagram editor: ${(share * 100).toFixed(1)} % of ${shown.size} strings shown; ${strings.length} in the dictionary`,
    );

    expect(english).toEqual([]);
    expect(shown.size).toBeGreaterThan(250);
  });
});
